package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values at the limits of their types, in Redshift, or not at all. */
class RedshiftTypesIT extends TypesIT {
    /** With a text of a length of its own. */
    static final String SHORT = COLUMNS.replace("name: word, type: string", "name: word, type: string, max-length: 8");

    private static final Dataset VALUES = Declared.dataset(SHORT);

    RedshiftTypesIT() {
        super(SHORT);
    }

    @Override
    Place place() throws Exception {
        return RedshiftPlace.open();
    }

    /** Trailing spaces count for nothing there. */
    @Override
    List<String> keys() {
        return List.of("a", "A", "ä");
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
    void aJsonValueChangedByHandIsNamedAndOneThatMeansTheSameIsNot() throws Exception {
        commit("('a', " + AT + ", 'x', 1, 2, 0.5, 1.5, true, DATE '2026-11-21', '{\"b\": 1.0, \"a\": [2]}')");
        warehouse.load();
        assertEquals(List.of("{\"a\": [2], \"b\": 1.0}"), warehouse.rows("SELECT more FROM vals"));
        assertEquals(List.of(), faults());
        warehouse.execute("UPDATE vals SET more = json_parse('{\"a\": 2}')");
        var faults = faults();
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(
                faults.get(0).contains("more is {\"a\": 2}, batch 1 wrote {\"b\": 1.0, \"a\": [2]}"),
                faults.toString());
    }
}
