package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.UtcTime;
import io.millrace.lake.Erasure;
import io.millrace.lake.RawLine;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A raw line to a typed row or a rejection. Pure: the same line and the same declarations give the same answer, in every
 * engine. Not thread-safe, as it reads all lines with one reader.
 */
public final class RowCleaner {
    private static final Duration OLDEST = Duration.ofDays(400);
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final int LONGEST_PUBLISHER = 200;
    /** Far more than one process can publish, and far from where sums of it overflow. */
    private static final long GREATEST_N = 1_000_000_000_000_000L;

    private static final CleanResult OTHER = new CleanResult.Other();

    private final Map<String, Dataset> datasets;
    private final String only;
    private final Erased erased;
    private final Envelope envelope;
    private final Map<String, ColumnReader> columns = new HashMap<>();
    private final EventReader event;
    private final boolean suspects;

    /**
     * @param datasets name to declaration
     * @param only the one dataset whose events are cleaned; null: all
     * @param erasures what is erased
     * @param suspects whether lines whose evidence says that they are suspect are rows all the same
     */
    public RowCleaner(Map<String, Dataset> datasets, String only, List<Erasure> erasures, boolean suspects) {
        this.datasets = Map.copyOf(datasets);
        this.only = only;
        var places = new EventPlaces();
        this.envelope = new Envelope(places);
        this.erased = new Erased(this.datasets, erasures, places);
        this.datasets.forEach((name, dataset) -> columns.put(name, new ColumnReader(dataset, places)));
        this.event = new EventReader(places);
        this.suspects = suspects;
    }

    public CleanResult clean(RawLine line) {
        var place = new Rejection.RawPlace(line.shard(), line.seq(), line.arrived(), line.data(), null, null);
        boolean isObject;
        try {
            isObject = event.read(line.data());
        } catch (IOException | NumberFormatException e) {
            // The latter is what Jackson says of a number such as 1e-99999999999.
            return only != null
                    ? OTHER
                    : rejected("not_json", "the record is not JSON: " + said(e.getMessage()), place);
        }
        if (only != null && !only.equals(event.at(envelope.dataset).textValue())) {
            return OTHER;
        }
        if (!isObject) {
            return rejected("not_an_event", "the record is not a JSON object", place);
        }
        place = withSender(place);
        if (erased.holds(event, line.arrived())) {
            return new CleanResult.Erased(place.publisher(), place.n());
        }
        try {
            return clean(line, place);
        } catch (Refusal e) {
            return rejected(e.reason(), e.getMessage(), place);
        }
    }

    private CleanResult clean(RawLine line, Rejection.RawPlace place) throws Refusal {
        var name = text(envelope.dataset, "dataset");
        var version = event.at(envelope.version);
        if (!version.isIntegralNumber() || !version.canConvertToInt()) {
            throw new Refusal(
                    "not_an_event", "version is " + Values.shortened(version.toString()) + ", not a whole number");
        }
        text(envelope.id, "id");
        text(envelope.source, "source");
        if (place.publisher() == null || place.n() == null) {
            throw new Refusal(
                    "not_an_event",
                    "publisher or n is missing, or is not a name of at most " + LONGEST_PUBLISHER
                            + " characters and a number from 1");
        }
        var dataset = datasets.get(name);
        if (dataset == null) {
            throw new Refusal(
                    "unknown_dataset",
                    "no dataset is called " + Values.shortened(name) + "; known are "
                            + new TreeSet<>(datasets.keySet()));
        }
        if (version.intValue() > dataset.version()) {
            return new CleanResult.TooNew(name, version.intValue(), line);
        }
        var observed = time();
        if (observed.isBefore(line.arrived().minus(OLDEST))
                || observed.isAfter(line.arrived().plus(AHEAD))) {
            throw new Refusal(
                    "time_out_of_range",
                    "observed_at " + observed + " is not within 400 days before and 10 minutes after the arrival at "
                            + line.arrived());
        }
        var reader = columns.get(name);
        var hints = reader.hints(event);
        var values = new ArrayList<>(dataset.columns().size());
        for (var i = 0; i < dataset.columns().size(); i++) {
            values.add(checked(dataset.columns().get(i), reader.read(i, event, observed, hints)));
        }
        requireAny(dataset, values);
        refuseSuspect();
        return new CleanResult.Accepted(
                new Row(name, values, observed, line.shard(), line.seq(), place.publisher(), place.n()));
    }

    private static Object checked(Column column, Object value) throws Refusal {
        if (value == null && column.required()) {
            throw new Refusal("missing_" + column.name(), column.name() + " is required and was not found");
        }
        if (value != null) {
            Bounds.check(column, value);
        }
        return value;
    }

    private static void requireAny(Dataset dataset, ArrayList<Object> values) throws Refusal {
        if (dataset.requireAny().isEmpty()) {
            return;
        }
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i) != null
                    && dataset.requireAny().contains(dataset.columns().get(i).name())) {
                return;
            }
        }
        throw new Refusal(
                "no_" + String.join("_or_", dataset.requireAny()),
                "none of " + String.join(", ", dataset.requireAny()) + " was found");
    }

    /** Last, as a line that cannot be a row is no question to a person. */
    private void refuseSuspect() throws Refusal {
        var why = event.at(envelope.suspect).textValue();
        if (!suspects && why != null && !why.isBlank()) {
            throw new Refusal(Rejection.SUSPECT, Values.isWellFormed(why) ? Values.shortened(why) : "not told");
        }
    }

    private Rejection.RawPlace withSender(Rejection.RawPlace place) {
        var publisher = event.at(envelope.publisher).textValue();
        var n = event.at(envelope.n);
        return new Rejection.RawPlace(
                place.shard(),
                place.seq(),
                place.arrived(),
                place.data(),
                publisher != null && publisher.length() <= LONGEST_PUBLISHER && Values.isWellFormed(publisher)
                        ? publisher
                        : null,
                n.isIntegralNumber() && n.canConvertToLong() && n.longValue() > 0 && n.longValue() <= GREATEST_N
                        ? n.longValue()
                        : null);
    }

    private String text(int place, String field) throws Refusal {
        var value = event.at(place).textValue();
        if (value == null || value.isBlank()) {
            throw new Refusal("not_an_event", field + " is missing");
        }
        if (!Values.isWellFormed(value)) {
            throw new Refusal("not_an_event", field + " holds half a character (a lone surrogate)");
        }
        return value;
    }

    private Instant time() throws Refusal {
        var value = text(envelope.observedAt, "observed_at");
        try {
            return UtcTime.parse(value).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new Refusal(
                    "not_an_event",
                    "observed_at is " + Values.shortened(value) + ", not a time such as 2026-11-21T10:15:30Z");
        }
    }

    private static CleanResult rejected(String reason, String detail, Rejection.RawPlace place) {
        return new CleanResult.Rejected(Rejection.of(reason, detail, place));
    }

    /** The first line, without the names of the parser's classes: an engine may have them under others. */
    private static String said(String message) {
        return message.lines().findFirst().orElse("").replaceAll(" \\(bound as `[^`]*`\\)", "");
    }
}
