package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.Reason;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every warehouse promises beside {@link LoadIT}: large batches, old ones, times, and what others do to it. */
class ContractIT extends PlaceIT {
    static final Dataset STATES = LoadIT.STATES;

    private static final Dataset LATER = Declared.dataset("""
            dataset: states
            version: 2
            key: [id]
            version-column: v
            columns:
              - {name: id,    type: string, required: true}
              - {name: v,     type: int, required: true}
              - {name: word,  type: string}
              - {name: price, type: "decimal(10,2)"}
              - {name: more,  type: string}
            """);

    private static final Dataset TIMES = Declared.dataset("""
            dataset: times
            version: 1
            key: [at]
            version-column: at
            columns:
              - {name: at,   type: timestamp, required: true}
              - {name: seen, type: timestamp}
            """);

    /** Around changes of the clocks in Berlin, New York and on Lord Howe, whose change is half an hour; and the ends. */
    private static final List<Instant> INSTANTS = List.of(
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("1970-01-01T00:00:00.000001Z"),
            Instant.parse("2026-03-08T06:59:59.999999Z"),
            Instant.parse("2026-03-08T07:30:00Z"),
            Instant.parse("2026-03-29T00:59:59.999999Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-29T02:30:00.5Z"),
            Instant.parse("2026-04-04T15:15:00Z"),
            Instant.parse("2026-10-03T15:45:00Z"),
            Instant.parse("2026-10-25T00:30:00.123456Z"),
            Instant.parse("2026-10-25T01:30:00.123456Z"),
            Instant.parse("2026-11-01T05:30:00Z"),
            Instant.parse("2026-11-01T06:30:00Z"),
            Instant.parse("2200-12-31T23:59:59.999999Z"));

    ContractIT() {
        super(STATES);
    }

    /** What makes a session's times those of another zone; null where the zone of the machine does. */
    String zoned(String zone) {
        return "SET TimeZone = '" + zone + "'";
    }

    private List<String> states() throws Exception {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    @Test
    void aHundredThousandRowsComeInAndLoadingThemAgainChangesNone() throws Exception {
        warehouse.commitQuery(
                1,
                STATES,
                100_000,
                "SELECT 'k' || range, CAST(range AS INTEGER), CASE WHEN range % 3 <> 0 THEN 'w' || range END FROM range(100000)");
        warehouse.load();
        var expected = List.of("100000 100000 4999950000 66666");
        var sums = "SELECT count(*), count(DISTINCT id), sum(v), count(word) FROM states";
        assertEquals(expected, warehouse.rows(sums));
        assertEquals(List.of("1 100000 100000 0 0 0"), warehouse.ledger());
        assertSumsHold(STATES);
        assertEquals(
                List.of(new Round.Done("test", "states", List.of(1L), Round.Changes.NONE, null)),
                warehouse.repair(1, 1));
        assertEquals(expected, warehouse.rows(sums));
        assertSumsHold(STATES);
    }

    @Test
    void batchesOfFewerAndOfMoreColumnsGoIntoOneLoad() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 5, 'stays')", "('c', 1, 'x')");
        warehouse.declare(10, LATER);
        warehouse.commit(
                2, LATER, "('a', 2, 'y', 1.50, 'm')", "('b', 2, 'late', 9.99, 'm')", "('d', 1, NULL, 2.50, NULL)");
        warehouse.commit(3, STATES, "('d', 2, 'old writer')");
        assertEquals(
                List.of(List.of(1L, 2L, 3L)),
                warehouse.load().stream().map(Round.Done::batches).toList());
        assertEquals(
                List.of("a 2 y 1.50 m 2", "b 5 stays null null 1", "c 1 x null null 1", "d 2 old writer null null 3"),
                warehouse.rows("SELECT id, v, word, price, more, batch FROM states ORDER BY id"));
        assertSumsHold(STATES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void timesStayTheSameInWhateverZoneTheyAreLoadedAndRead(String zone) throws Exception {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (var elsewhere = new LoadedWarehouse(folder.resolve("zoned"), inZone(), TIMES)) {
            var rows = INSTANTS.stream()
                    .map(at -> "TIMESTAMPTZ '" + at + "'")
                    .map(at -> "(" + at + ", " + at + ")")
                    .toArray(String[]::new);
            elsewhere.commit(1, TIMES, rows);
            elsewhere.load();
            var there = elsewhere.place();
            var texts = elsewhere.rowsAfter(
                    zoned(zone),
                    "SELECT " + there.utc("\"at\"") + ", " + there.utc("seen") + " FROM times ORDER BY \"at\"");
            assertEquals(INSTANTS.size(), texts.size());
            var read = texts.stream().map(ContractIT::instants).toList();
            assertEquals(INSTANTS.stream().map(at -> List.of(at, at)).toList(), read);
            assertEquals(List.of(), faults(elsewhere, TIMES));
            elsewhere.repair(1, 1).forEach(done -> assertEquals(Round.Changes.NONE, done.changes()));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** A place whose sessions begin under the zone of now. */
    private Place inZone() throws Exception {
        Files.createDirectories(folder.resolve("zoned"));
        close();
        return place();
    }

    private static List<Instant> instants(String row) {
        var words = row.split(" ");
        return List.of(
                LocalDateTime.parse(words[0] + "T" + words[1]).toInstant(ZoneOffset.UTC),
                LocalDateTime.parse(words[2] + "T" + words[3]).toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count-staged", "lock", "record", "upsert", "commit"})
    void whereAConnectionIsLostNothingIsInAndTheNextRoundLoads(String lost) throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 2, 'y')", "('b', 1, 'z')");
        warehouse.beforeStep(step -> {
            if (step.equals(lost)) {
                warehouse.loseConnection();
            }
        });
        var failure = assertThrows(Exception.class, warehouse::load);
        assertTrue(WorldFaults.isOne(failure), Reason.of(failure));
        assertEquals(List.of("a 1 x 1"), states());
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
        assertEquals(List.of(), warehouse.leftovers());
        warehouse.beforeStep(step -> {});
        assertEquals(1, warehouse.load().size());
        assertEquals(List.of("a 2 y 2", "b 1 z 2"), states());
        assertEquals(List.of(), warehouse.watched);
        assertSumsHold(STATES);
    }

    @Test
    void aTableThatSomebodyDroppedIsNamedBlamesNoBatchAndIsFilledAnewOnceTheLedgerIsEmpty() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, STATES, "('b', 1, 'y')");
        warehouse.commit(3, STATES, "('c', 1, 'z')");
        warehouse.execute("DROP TABLE states");
        var failure = assertThrows(IllegalStateException.class, warehouse::load).getMessage();
        assertTrue(failure.startsWith("warehouse test: the table states is gone"), failure);
        assertEquals(List.of(), warehouse.watched);
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());

        for (var cure : failure.substring(failure.indexOf("DROP")).split(";")) {
            warehouse.execute(cure);
        }
        assertEquals(
                List.of(List.of(1L, 2L, 3L)),
                warehouse.load().stream().map(Round.Done::batches).toList());
        assertEquals(List.of("a 1 x 1", "b 1 y 2", "c 1 z 3"), states());
        assertSumsHold(STATES);
    }

    @Test
    void aTableThatWasDroppedIsMadeAnewByTheNextProcessAndTheSumsShowWhatIsMissing() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.execute("DROP TABLE states");
        warehouse.declare(10, STATES);
        warehouse.commit(2, STATES, "('b', 1, 'y')");
        warehouse.load();
        assertEquals(List.of("b 1 y 2"), states());
        var sums = warehouse.sums(STATES);
        assertEquals(2, sums.inserted() - sums.deleted());
        assertEquals(1, sums.rows());
        assertEquals(List.of(new Round.Changes(1, 0, 0)), changes(warehouse.repair(1, 2)));
        assertEquals(List.of("a 1 x 1", "b 1 y 2"), states());
        assertSumsHold(STATES);
    }

    private static List<Round.Changes> changes(List<Round.Done> done) {
        return done.stream().map(Round.Done::changes).toList();
    }

    @Test
    void aFinishedBatchCostsNoStatementAgainAlsoAfterARestart() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.load();
        warehouse.execute("UPDATE states SET word = 'by hand' WHERE id = 'a'");
        var ledger = warehouse.rows("SELECT * FROM millrace_loads");
        warehouse.ran.clear();
        for (var restarted : List.of(false, true)) {
            if (restarted) {
                warehouse.declare(10, STATES);
            }
            assertEquals(List.of(), warehouse.load());
            assertEquals(List.of(), warehouse.ran);
            assertEquals(List.of("a 1 by hand 1", "b 1 y 1"), states());
            assertEquals(ledger, warehouse.rows("SELECT * FROM millrace_loads"));
        }
    }
}
