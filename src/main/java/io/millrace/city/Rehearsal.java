package io.millrace.city;

import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.SignalRow;
import io.millrace.source.Provider;
import io.millrace.source.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks about the first city of a source what a run would, without counting and without remembering it. Arrivals are left
 * out: they would cost what a plan has few of.
 */
public final class Rehearsal {
    /** So many questions are asked at the most. */
    private static final int MOST = 12;

    private Rehearsal() {}

    /** Sends a request to a provider. */
    public interface Asker {
        /** Throws what keeps it from being answered. */
        Reply ask(Provider provider, boolean api, String address);
    }

    /** What a provider answered: HTTP status, Content-Type, body, and the address that answered. */
    public record Reply(int status, String contentType, byte[] body, String url) {}

    /**
     * What came of a question.
     *
     * @param said what a run would record, or why there is nothing
     */
    public record Told(String question, boolean fine, String said) {}

    public static List<Told> of(Source source, Asker asker, Clock clock) {
        var memory = new InMemory();
        var questions = new DueQuestions(memory, new Providers(new Uncounted(), new Unwatched(), clock), clock);
        var signals = source.signals();
        var first = source.with(signals.about(signals.cities().get(0)));
        var asked = new HashSet<String>();
        var told = new ArrayList<Told>();
        while (told.size() < MOST) {
            var next = questions.of(first).stream()
                    .filter(question -> !(question instanceof ArrivalsQuestion) && !asked.contains(question.id()))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            asked.add(next.get().id());
            told.add(ask(next.get(), asker, memory, clock));
        }
        return told;
    }

    private static Told ask(Question question, Asker asker, CallMemory memory, Clock clock) {
        try {
            var reply = asker.ask(question.provider(), question.isApi(), question.address());
            var found = question.read(
                    new Answered(reply.status(), reply.contentType(), reply.body(), reply.url(), clock.instant()));
            var outcome = found.reading().outcome();
            var fine = outcome == Outcome.READ || outcome == Outcome.EMPTY;
            var known = found.known() == null ? Map.<String, Object>of() : found.known();
            memory.keep("", question.address(), new CallRecord(clock.instant(), word(outcome), Map.of(), known));
            return new Told(question.id(), fine, said(found));
        } catch (RuntimeException e) {
            return new Told(question.id(), false, e.getMessage());
        }
    }

    private static String said(Found found) {
        var rows = found.reading().rows();
        var said = rows.stream()
                .collect(Collectors.groupingBy(SignalRow::dataset, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(dataset -> dataset.getKey() + " " + dataset.getValue().size() + " ("
                        + values(dataset.getValue().get(0)) + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        var reason = found.reading().reason();
        if (found.known() != null && rows.isEmpty() && reason.isEmpty()) {
            said.add(found.known().values().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (!reason.isEmpty()) {
            said.add(reason);
        }
        return String.join("; ", said);
    }

    /** What the first of the rows says, for a reader who compares it with the provider's own page. */
    private static String values(SignalRow row) {
        return row.payload().entrySet().stream()
                .filter(value -> !(value.getValue() instanceof Map))
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static final class InMemory implements CallMemory {
        private final Map<String, CallRecord> records = new HashMap<>();

        @Override
        public CallRecord find(String source, String address) {
            return records.get(address);
        }

        @Override
        public void keep(String source, String address, CallRecord record) {
            records.put(address, record);
        }
    }

    private static final class Uncounted implements CallCount {
        @Override
        public boolean take(String provider, String period, String day, int most) {
            return true;
        }

        @Override
        public int used(String provider, String period) {
            return 0;
        }

        @Override
        public int usedOn(String day, String provider, String period) {
            return 0;
        }
    }

    private static final class Unwatched implements ProviderWatch {
        @Override
        public void works(String provider) {}

        @Override
        public void fails(String provider, Exception reason) {}
    }
}
