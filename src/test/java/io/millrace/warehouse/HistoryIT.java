package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads of a dataset whose version is part of its key: most rows are new, and a few of them come again. */
class HistoryIT extends PlaceIT {
    static final String DECLARATION = """
            dataset: ticks
            version: 1
            key: [id, v]
            version-column: v
            columns:
              - {name: id,   type: string, required: true}
              - {name: word, type: string}
              - {name: v,    type: int, required: true}
              - {name: code, type: string, max-length: 3}
            """;
    static final Dataset TICKS = Declared.dataset(DECLARATION);

    HistoryIT() {
        super(TICKS);
    }

    List<String> ticks() throws Exception {
        return warehouse.rows("SELECT id, word, v, code, batch FROM ticks ORDER BY id, v");
    }

    @Test
    void newKeysOfSeveralBatchesAreInserted() throws Exception {
        warehouse.commit(1, TICKS, "('b', 'x', 1, 'c')", "('a', NULL, 1, NULL)");
        warehouse.commit(2, TICKS, "('a', 'y, \"quoted\"', 2, 'c')");
        warehouse.load();
        assertEquals(List.of("a null 1 null 1", "a y, \"quoted\" 2 c 2", "b x 1 c 1"), ticks());
        assertEquals(List.of("1 2 2 0 0 0", "2 1 1 0 0 0"), warehouse.ledger());
        assertSumsHold(TICKS);
    }

    @Test
    void ofKnownAndNewKeysTogetherEachRowIsWhereItBelongs() throws Exception {
        warehouse.commit(2, TICKS, "('a', 'first', 1, 'c')");
        warehouse.commit(1, TICKS);
        warehouse.load();
        warehouse.commit(3, TICKS, "('c', 'new', 1, 'c')", "('a', 'later batch', 1, 'd')", "('b', 'repeated', 1, 'c')");
        warehouse.commit(4, TICKS, "('b', 'wins', 1, 'e')", "('d', 'new', 1, NULL)");
        warehouse.load();
        assertEquals(List.of("a later batch 1 d 3", "b wins 1 e 4", "c new 1 c 3", "d new 1 null 4"), ticks());
        assertEquals(List.of("1 0 0 0 0 0", "2 1 1 0 0 0", "3 3 1 1 1 0", "4 2 2 0 0 0"), warehouse.ledger());
        assertSumsHold(TICKS);
    }

    @Test
    void whereNoKeyIsNewAllRowsAreReplaced() throws Exception {
        warehouse.commit(1, TICKS, "('a', 'old', 1, 'c')", "('b', 'old', 1, 'c')");
        warehouse.load();
        warehouse.commit(2, TICKS, "('a', 'new', 1, 'd')", "('b', NULL, 1, 'd')");
        warehouse.load();
        assertEquals(List.of("a new 1 d 2", "b null 1 d 2"), ticks());
        assertSumsHold(TICKS);
    }

    @Test
    void whatIsLoadedAgainStaysAsItIs() throws Exception {
        warehouse.commit(1, TICKS, "('a', 'x', 1, 'c')", "('b', 'x', 1, 'c')");
        warehouse.load();
        warehouse.repair(1, 1);
        assertEquals(List.of("a x 1 c 1", "b x 1 c 1"), ticks());
        assertEquals(List.of("1 2 2 0 0 0"), warehouse.ledger());
    }

    @Test
    void whateverStepDiesAmongKnownAndNewKeysNothingIsLeft() throws Exception {
        warehouse.commit(1, TICKS, "('a', 'old', 1, 'c')");
        warehouse.load();
        warehouse.commit(2, TICKS, "('a', 'new', 1, 'd')", "('b', 'new', 1, 'd')");
        for (var dying : LoadedWarehouse.STEPS) {
            warehouse.beforeStep(step -> {
                if (step.equals(dying)) {
                    throw new UncheckedIOException(new IOException("died before " + step));
                }
            });
            assertThrows(UncheckedIOException.class, warehouse::load);
            assertEquals(List.of("a old 1 c 1"), ticks(), dying);
            assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger(), dying);
            assertEquals(List.of(), warehouse.leftovers(), dying);
        }
        warehouse.beforeStep(step -> {});
        warehouse.load();
        assertEquals(List.of("a new 1 d 2", "b new 1 d 2"), ticks());
        assertSumsHold(TICKS);
    }
}
