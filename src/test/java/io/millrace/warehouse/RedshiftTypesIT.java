package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values at the limits of their types come into Redshift as they are, or not at all, and are read back so. */
class RedshiftTypesIT {
    private static final String COLUMNS = """
            dataset: vals
            version: 1
            key: [id, at]
            version-column: at
            columns:
              - {name: id, type: string, required: true, max-length: 500}
              - {name: at, type: timestamp, required: true}
              - {name: word, type: string, max-length: 8}
              - {name: small, type: int}
              - {name: big, type: bigint}
              - {name: ratio, type: double}
              - {name: amount, type: "decimal(38,10)"}
              - {name: flag, type: boolean}
              - {name: day, type: date}
              - {name: more, type: json}
            """;

    private static final Dataset VALUES = Declared.dataset(COLUMNS);
    private static final String AT = "TIMESTAMPTZ '2026-11-21 10:00:00.123456+00'";

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, RedshiftPlace.open(), VALUES);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private List<String> faults() throws Exception {
        var faults = new ArrayList<String>();
        try (var scratch = Scratch.open(folder.resolve("deep"))) {
            var checked = scratch.tables(
                            warehouse.lake(),
                            new Batches(warehouse.lake()),
                            (kind, place, what) -> faults.add(kind + " " + place + " " + what))
                    .check(warehouse.warehouse(), VALUES, 1, List.of());
            assertTrue(checked > 0);
        }
        return faults;
    }

    private static String row(String id, String word) {
        return "(" + Sql.literal(id) + ", " + AT + ", " + Sql.literal(word)
                + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
    }

    @Test
    void valuesAtTheirLimitsAreTakenAsTheyAre() throws Exception {
        warehouse.commit(
                1,
                VALUES,
                "('max', " + AT + ", 'x', 2147483647, 9223372036854775807, 1.7976931348623157e308,"
                        + " 9999999999999999999999999999.9999999999, true, DATE '9999-12-31', '{\"b\": 1.0, \"a\": [2]}')",
                "('min', " + AT + ", '', -2147483648, -9223372036854775808, -4.9e-324,"
                        + " -9999999999999999999999999999.9999999999, false, DATE '1000-01-01', '[]')",
                "('null', " + AT + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        warehouse.load();
        assertEquals(List.of("1 3 3 0 0 0"), warehouse.ledger());
        assertEquals(
                List.of(
                        "max 2026-11-21 10:00:00.123456 2147483647 9223372036854775807"
                                + " 9999999999999999999999999999.9999999999 9999-12-31 {\"a\": [2], \"b\": 1.0}",
                        "min 2026-11-21 10:00:00.123456 -2147483648 -9223372036854775808"
                                + " -9999999999999999999999999999.9999999999 1000-01-01 []",
                        "null 2026-11-21 10:00:00.123456 null null null null null"),
                warehouse.rows("SELECT id, CAST(at AS VARCHAR), small, big, amount, day, more FROM vals ORDER BY id"));
        assertEquals(List.of("max true", "min false", "null null"), flags());
        assertEquals(List.of(), faults());
    }

    private List<String> flags() throws Exception {
        return warehouse.rows(
                "SELECT id, CASE WHEN flag THEN 'true' WHEN NOT flag THEN 'false' END FROM vals ORDER BY id");
    }

    @Test
    void textsKeepEveryCharacter() throws Exception {
        var texts = List.of("NULL", "\\N", "\\", "a,b", "say \"x\"", "'", "tab\there", "l\nend", "😀 ä", " a", "");
        var rows = new ArrayList<String>();
        for (var i = 0; i < texts.size(); i++) {
            rows.add(row("k" + (char) ('a' + i), texts.get(i)));
        }
        warehouse.commit(1, VALUES, rows.toArray(String[]::new));
        warehouse.load();
        assertEquals(texts, warehouse.rows("SELECT word FROM vals ORDER BY id"));
        assertEquals(List.of(), faults());
    }

    @Test
    void aTextOfAsManyCharactersAsDeclaredFitsHoweverManyBytesTheyTake() throws Exception {
        warehouse.commit(1, VALUES, row("a", "😀".repeat(8)));
        warehouse.load();
        assertEquals(List.of("😀".repeat(8)), warehouse.rows("SELECT word FROM vals"));
    }

    @Test
    void aTextThatIsTooLongFailsItsBatchAndHoldsNoOtherUp() throws Exception {
        warehouse.commit(1, VALUES, row("a", "x".repeat(33)));
        warehouse.commit(2, VALUES, row("b", "fine"));
        var failure = warehouse.load().stream()
                .map(Round.Done::failure)
                .filter(said -> said != null)
                .findFirst()
                .orElseThrow();
        assertTrue(failure.contains("length of the data column word is longer"), failure);
        assertEquals(List.of("b fine"), warehouse.rows("SELECT id, word FROM vals"));
        assertEquals(List.of(1L), warehouse.watched);
    }

    @Test
    void aRowChangedByHandIsNamed() throws Exception {
        warehouse.commit(1, VALUES, "('a', " + AT + ", 'x', 1, 2, 0.5, 1.5, true, DATE '2026-11-21', '{\"a\": 1}')");
        warehouse.load();
        warehouse.execute("UPDATE vals SET more = json_parse('{\"a\": 2}')");
        var faults = faults();
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains("more is {\"a\": 2}, batch 1 wrote {\"a\": 1}"), faults.toString());
    }

    @Test
    void batchesOfOtherColumnsGoIntoOneLoad() throws Exception {
        warehouse.commit(1, VALUES, row("a", "old"));
        var later = Declared.dataset(
                COLUMNS.replace("version: 1", "version: 2") + "  - {name: price, type: \"decimal(10,2)\"}\n");
        warehouse.declare(10, later);
        warehouse.commit(2, later, row("b", "new").replace("NULL)", "NULL, 1.50)"));
        warehouse.load();
        assertEquals(List.of("a null", "b 1.50"), warehouse.rows("SELECT id, price FROM vals ORDER BY id"));
        assertEquals(List.of("1 1 1 0 0 0", "2 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void filesOfAnOlderDeclarationAreTakenByTheirOwnTypesAndWithoutWhatItHasLost() throws Exception {
        warehouse.commit(
                1,
                VALUES,
                row("a", "x")
                        .replace("NULL)", "'{}')")
                        .replace("NULL, NULL, NULL, NULL, NULL", "7, 8, 1.5, 2.5, true"));
        var later = Declared.dataset(COLUMNS.replace("version: 1", "version: 2")
                .replace("small, type: int", "small, type: bigint")
                .replace("  - {name: amount, type: \"decimal(38,10)\"}\n", ""));
        warehouse.declare(10, later);
        warehouse.load();
        assertEquals(List.of("a 7 8 x"), warehouse.rows("SELECT id, small, big, word FROM vals"));
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void aCompactionOfOldRowsIsTakenByTheTypesThatTheyHave() throws Exception {
        var old = warehouse.manifest(
                2,
                VALUES,
                1,
                Map.of(row("a", "x").replace("NULL, NULL, NULL, NULL, NULL", "7, 8, 1.5, 2.5, true"), 1L));
        warehouse.commit(1, VALUES, row("a", "x"));
        var later = Declared.dataset(
                COLUMNS.replace("version: 1", "version: 2").replace("small, type: int", "small, type: bigint"));
        var part = old.datasets().get("vals");
        warehouse.commit(Batched.about(
                Batched.manifest(
                        2,
                        Instant.EPOCH,
                        1,
                        0,
                        Map.of(),
                        Map.of("vals", new Manifest.Written(2, part.columns(), 1, part.files())),
                        Map.of()),
                BatchKind.COMPACT,
                List.of(1L),
                null));
        warehouse.declare(10, later);
        warehouse.load();
        assertEquals(List.of("a 7 1"), warehouse.rows("SELECT id, small, batch FROM vals"));
    }

    @Test
    void aColumnThatWasDeclaredSinceIsAddedAndOneOfAnotherTypeRefused() throws Exception {
        warehouse.next();
        warehouse.declare(10, Declared.dataset(COLUMNS + "  - {name: price, type: \"decimal(10,2)\"}\n"));
        warehouse.next();
        assertEquals(List.of(), warehouse.rows("SELECT price FROM vals"));
        warehouse.declare(10, Declared.dataset(COLUMNS.replace("small, type: int", "small, type: bigint")));
        var fault = assertThrows(IllegalStateException.class, warehouse::next);
        assertTrue(
                fault.getMessage().contains("has small as integer, the declaration has it as bigint"),
                fault::getMessage);
    }

    @Test
    void aLongerTextIsRefusedWithTheStatementThatIsTheCureAndAShorterOneFits() throws Exception {
        warehouse.next();
        warehouse.declare(10, Declared.dataset(COLUMNS.replace("max-length: 8", "max-length: 4")));
        warehouse.next();
        warehouse.declare(10, Declared.dataset(COLUMNS.replace("max-length: 8", "max-length: 9")));
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("has word as character varying(32)"), fault);
        warehouse.execute(fault.substring(fault.indexOf("ALTER")));
        assertEquals(List.of(), warehouse.next());
    }

    @Test
    void theListOfFilesOfACopyStaysWhereTheNextLoaderFindsIt() throws Exception {
        warehouse.commit(1, VALUES, row("a", "x"));
        warehouse.load();
        var lists = warehouse.lake().list("processed/_copies/test/vals/", null, 10);
        assertEquals(1, lists.size());
        var list = warehouse.lake().text(lists.get(0));
        assertTrue(
                list.contains(
                        "/processed/vals/batch=1/part.parquet\",\"mandatory\":true,\"meta\":{\"content_length\":"),
                list);
    }
}
