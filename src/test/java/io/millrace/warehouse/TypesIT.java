package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values at the limits of their types come into a warehouse as they are, and are read back so by the deep check. */
abstract class TypesIT extends PlaceIT {
    static final String COLUMNS = """
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
            """;

    static final String AT = "TIMESTAMPTZ '2026-11-21 10:00:00.123456+00'";

    private final Dataset values;

    TypesIT() {
        this(COLUMNS);
    }

    TypesIT(String columns) {
        this(Declared.dataset(columns));
    }

    private TypesIT(Dataset values) {
        super(values);
        this.values = values;
    }

    /** A JSON value as a text. */
    String json(String column) {
        return column;
    }

    /** What the JSON object with 1 under the name a is as a text. */
    String object() {
        return "{\"a\": 1}";
    }

    /** A row that has a word alone. */
    static String row(String id, String word) {
        return "(" + Sql.literal(id) + ", " + AT + ", " + Sql.literal(word)
                + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL)";
    }

    void commit(String... rows) throws Exception {
        warehouse.commit(1, values, rows);
    }

    List<String> faults() throws Exception {
        return faults(warehouse, values);
    }

    @Test
    void valuesAtTheirLimitsAreTakenAsTheyAre() throws Exception {
        commit(
                "('max', " + AT + ", 'x', 2147483647, 9223372036854775807, 1.7976931348623157e308,"
                        + " 9999999999999999999999999999.9999999999, true, DATE '9999-12-31', '{\"a\": 1}')",
                "('min', " + AT + ", '', -2147483648, -9223372036854775808, -4.9e-324,"
                        + " -9999999999999999999999999999.9999999999, false, DATE '1000-01-01', '[]')",
                "('null', " + AT + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        warehouse.load();
        assertEquals(List.of("1 3 3 0 0 0"), warehouse.ledger());
        assertEquals(
                List.of(
                        "max 2026-11-21 10:00:00.123456 2147483647 9223372036854775807"
                                + " 9999999999999999999999999999.9999999999 true 9999-12-31 " + object(),
                        "min 2026-11-21 10:00:00.123456 -2147483648 -9223372036854775808"
                                + " -9999999999999999999999999999.9999999999 false 1000-01-01 []",
                        "null 2026-11-21 10:00:00.123456 null null null null null null"),
                warehouse.rows("SELECT id, " + warehouse.place().utc("\"at\"") + ", small, big, amount,"
                        + " CASE WHEN flag THEN 'true' WHEN NOT flag THEN 'false' END, day, " + json("more")
                        + " FROM vals ORDER BY id"));
        assertEquals(List.of(), faults());
    }

    @Test
    void textsKeepEveryCharacter() throws Exception {
        var texts = List.of("NULL", "\\\\N", "\\\\", "a,b", "say \"x\"", "'", "tab\there", "l\nend", "😀 ä", " a ", "");
        var rows = new ArrayList<String>();
        for (var i = 0; i < texts.size(); i++) {
            rows.add(row("k" + (char) ('a' + i), texts.get(i)));
        }
        commit(rows.toArray(String[]::new));
        warehouse.load();
        assertEquals(texts, warehouse.rows("SELECT word FROM vals ORDER BY id"));
        assertEquals(List.of(), faults());
    }

    /** Texts that are not one key: they differ in case, accent or trailing spaces. */
    List<String> keys() {
        return List.of("a", "A", "ä", "a ", "a  ");
    }

    @Test
    void keysThatDifferInLittleAreDifferent() throws Exception {
        commit(keys().stream().map(key -> row(key, "x")).toArray(String[]::new));
        warehouse.load();
        var count = keys().size();
        assertEquals(List.of("" + count), warehouse.rows("SELECT count(*) FROM vals"));
        assertEquals(List.of("1 " + count + " " + count + " 0 0 0"), warehouse.ledger());
    }

    @Test
    void aRowChangedByHandIsNamed() throws Exception {
        commit("('a', " + AT + ", 'x', 1, 2, 0.5, 1.5, true, DATE '2026-11-21', '{}')");
        warehouse.load();
        warehouse.execute("UPDATE vals SET big = 3");
        var faults = faults();
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains("big is 3, batch 1 wrote 2"), faults::toString);
    }
}
