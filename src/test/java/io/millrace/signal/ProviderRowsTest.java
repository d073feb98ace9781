package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all readers promise: rows that their datasets take, whatever comes. */
class ProviderRowsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Datasets DATASETS = Datasets.shipped();
    private static final ArrivalWindow WINDOW = ArrivalWindows.covering(
                    "EDDB",
                    ZoneId.of("Europe/Berlin"),
                    Instant.parse("2026-11-22T10:00:00Z"),
                    Instant.parse("2026-11-22T11:00:00Z"))
            .get(0);
    private static final Map<String, Function<byte[], SignalReading>> READERS = Map.of(
            "open-meteo-forecast.json", body -> OpenMeteo.read(body, 200, "Berlin"),
            "openweathermap-forecast.json", body -> OpenWeatherMap.read(body, 200, "Berlin"),
            "aerodatabox-airports.json",
                    body -> AeroDataBox.readAirports(body, 200, "Berlin", new Place(52.52, 13.405)),
            "aerodatabox-airport.json", body -> AeroDataBox.readAirport(body, 200, "Berlin", new Place(52.52, 13.405)),
            "aerodatabox-arrivals.json", body -> AeroDataBox.readArrivals(body, 200, "EDDB", WINDOW));
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-1",
            "1e300",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"" + "9".repeat(400) + "\"",
            "\"2026-13-45 99:99Z\"",
            "[]",
            "{}",
            "[null]");

    static Stream<String> answers() {
        return READERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void rowsAreThoseOfTheirDatasets(String answer) {
        var rows = READERS.get(answer).apply(ProviderAnswers.of(answer)).rows();
        assertFalse(rows.isEmpty());
        rows.forEach(row -> assertFits(row, true));
    }

    @Test
    void rowsThatAreWorkedOutAreThoseOfTheirDatasets() {
        var cells = Relief.grid(52.52, 13.405, 500, 1);
        var rows = new ArrayList<>(Relief.rows("Berlin", cells, Collections.nCopies(9, 40.0), 500, "open-meteo"));
        var from = Instant.parse("2026-12-24T12:00:00Z");
        rows.addAll(CityCalendar.hours(
                "Berlin", ZoneId.of("Europe/Berlin"), "DE", "DE-BE", from, from.plus(Duration.ofDays(2))));
        rows.forEach(row -> assertFits(row, true));
    }

    /** Each value of an answer in turn is another, or missing: a reader answers, and its rows hold what they have to. */
    @ParameterizedTest
    @MethodSource("answers")
    void whateverComesIsReadWithoutAnException(String answer) throws JsonProcessingException {
        var original = MAPPER.readTree(new String(ProviderAnswers.of(answer), StandardCharsets.UTF_8));
        var tried = 0;
        for (var change : changes(original)) {
            for (var strange : STRANGE) {
                change.accept(MAPPER.readTree(strange));
                var reading = READERS.get(answer).apply(ProviderAnswers.text(original.toString()));
                reading.rows().forEach(row -> assertFits(row, false));
                tried++;
            }
            change.accept(null);
        }
        assertTrue(tried > 100, "" + tried);
    }

    /** Every place of the answer as what puts a value there; null puts the first one back. */
    private static List<Consumer<JsonNode>> changes(JsonNode node) {
        var changes = new ArrayList<Consumer<JsonNode>>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                var before = field.getValue();
                changes.add(value -> object.set(field.getKey(), value == null ? before : value));
                changes.addAll(changes(before));
            });
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var index = i;
                var before = array.get(i);
                changes.add(value -> array.set(index, value == null ? before : value));
                changes.addAll(changes(before));
            }
        }
        return changes;
    }

    /** @param plausible whether numbers have to be within their bounds too, which the cleaner sees to */
    private static void assertFits(SignalRow row, boolean plausible) {
        var dataset = DATASETS.named(row.dataset()).orElseThrow();
        row.payload().forEach((name, value) -> {
            var column = dataset.column(name).orElseThrow(() -> new AssertionError(dataset.name() + " has no " + name));
            assertTrue(column.from().startsWith("payload."), name + " comes from the event");
            assertFits(column, value, plausible);
        });
        for (var column : dataset.columns()) {
            if (column.required()
                    && column.from().startsWith("payload.")
                    && !column.name().equals("issued_at")) {
                assertNotNull(row.payload().get(column.name()), dataset.name() + "." + column.name());
            }
        }
        assertEquals(
                key(dataset).stream().map(column -> row.payload().get(column)).toList(), row.key());
    }

    private static List<String> key(Dataset dataset) {
        return dataset.key().stream()
                .filter(column -> !List.of("observed_at", "issued_at", "source").contains(column))
                .toList();
    }

    private static void assertFits(Column column, Object value, boolean plausible) {
        switch (column.type().toString().toLowerCase(Locale.ROOT)) {
            case "timestamp" -> Instant.parse((String) value);
            case "date" -> LocalDate.parse((String) value);
            case "boolean" -> assertTrue(value instanceof Boolean, column.name());
            case "string" -> {
                var text = (String) value;
                assertTrue(
                        column.maxLength() == null || text.length() <= column.maxLength(), column.name() + ": " + text);
                assertTrue(column.values().isEmpty() || column.values().contains(text), column.name() + ": " + text);
            }
            default -> {
                var number = ((Number) value).doubleValue();
                assertTrue(Double.isFinite(number), column.name());
                assertTrue(
                        !plausible
                                || (column.min() == null
                                                || number >= column.min().doubleValue())
                                        && (column.max() == null
                                                || number <= column.max().doubleValue()),
                        column.name() + ": " + number);
            }
        }
    }
}
