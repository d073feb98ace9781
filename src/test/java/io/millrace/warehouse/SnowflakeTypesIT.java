package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values at the limits of their types come into Snowflake as they are, and are read back so by the deep check. */
class SnowflakeTypesIT {
    private static final Dataset VALUES = Declared.dataset("""
            dataset: vals
            version: 1
            key: [id, at]
            version-column: at
            columns:
              - {name: id, type: string, required: true, max-length: 500}
              - {name: at, type: timestamp, required: true}
              - {name: word, type: string}
              - {name: small, type: int}
              - {name: big, type: bigint}
              - {name: ratio, type: double}
              - {name: amount, type: "decimal(38,10)"}
              - {name: flag, type: boolean}
              - {name: day, type: date}
              - {name: more, type: json}
            """);

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, Place.snowflake(folder), VALUES);
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

    @Test
    void valuesAtTheirLimitsAreTakenAsTheyAre() throws Exception {
        var at = "TIMESTAMPTZ '2026-11-21 10:00:00.123456+00'";
        warehouse.commit(
                1,
                VALUES,
                "('max', " + at + ", 'x', 2147483647, 9223372036854775807, 1.7976931348623157e308,"
                        + " 9999999999999999999999999999.9999999999, true, DATE '9999-12-31', '{\"a\": 1}')",
                "('min', " + at + ", '', -2147483648, -9223372036854775808, -4.9e-324,"
                        + " -9999999999999999999999999999.9999999999, false, DATE '1000-01-01', '[]')",
                "('null', " + at + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        warehouse.load();
        assertEquals(List.of("1 3 3 0 0 0"), warehouse.ledger());
        assertEquals(
                List.of(
                        "max 2026-11-21 10:00:00.123456 2147483647 9223372036854775807"
                                + " 9999999999999999999999999999.9999999999 true 9999-12-31 {\"a\":1}",
                        "min 2026-11-21 10:00:00.123456 -2147483648 -9223372036854775808"
                                + " -9999999999999999999999999999.9999999999 false 1000-01-01 []",
                        "null 2026-11-21 10:00:00.123456 null null null null null null"),
                warehouse.rows(
                        "SELECT id, to_char(convert_timezone('UTC', at), 'YYYY-MM-DD HH24:MI:SS.FF6'), small, big, amount,"
                                + " to_varchar(flag), day, to_json(more)"
                                + " FROM vals ORDER BY id"));
        assertEquals(List.of(), faults());
    }

    @Test
    void textsKeepEveryCharacter() throws Exception {
        var texts =
                List.of("NULL", "\\\\N", "\\\\", "a,b", "say \"x\"", "'", "tab\there", "line\nend", "😀 ä", " a ", "");
        var rows = new ArrayList<String>();
        for (var i = 0; i < texts.size(); i++) {
            rows.add("('k" + (char) ('a' + i) + "', TIMESTAMPTZ '2026-11-21 10:00:00+00', " + Sql.literal(texts.get(i))
                    + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        }
        warehouse.commit(1, VALUES, rows.toArray(String[]::new));
        warehouse.load();
        assertEquals(texts, warehouse.rows("SELECT word FROM vals ORDER BY id"));
        assertEquals(List.of(), faults());
    }

    @Test
    void keysThatDifferInCaseAccentOrTrailingSpaceAreDifferent() throws Exception {
        var at = ", TIMESTAMPTZ '2026-11-21 10:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
        warehouse.commit(1, VALUES, "('a'" + at, "('A'" + at, "('ä'" + at, "('a '" + at, "('a  '" + at);
        warehouse.load();
        assertEquals(List.of("5"), warehouse.rows("SELECT count(*) FROM vals"));
        assertEquals(List.of("1 5 5 0 0 0"), warehouse.ledger());
    }

    @Test
    void aRowChangedByHandIsNamed() throws Exception {
        warehouse.commit(
                1,
                VALUES,
                "('a', TIMESTAMPTZ '2026-11-21 10:00:00+00', 'x', 1, 2, 0.5, 1.5, true, DATE '2026-11-21', '{}')");
        warehouse.load();
        warehouse.execute("UPDATE vals SET big = 3");
        assertEquals(1, faults().size(), () -> "the change is not seen");
    }
}
