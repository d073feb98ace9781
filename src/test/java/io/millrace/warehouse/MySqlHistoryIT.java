package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Declared;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There, rows of new keys go from the files straight into the table. */
class MySqlHistoryIT extends HistoryIT {
    @Override
    Place place() throws Exception {
        return Place.mySql(folder);
    }

    @Test
    void rowsOfNewKeysDoNotGoThroughStagingAndOthersDo() throws Exception {
        var staged = new ArrayList<String>();
        warehouse.beforeStep(step -> {
            if (step.equals("insert-new") || step.equals("upsert")) {
                staged.addAll(warehouse.inLoad(
                        "SELECT concat(id, ' ', coalesce(word, '-')) AS words FROM staging_ticks" + " ORDER BY id"));
            }
        });
        warehouse.commit(1, TICKS, "('a', 'x', 1, 'c')");
        warehouse.load();
        assertEquals(List.of("a -"), staged);
        staged.clear();
        warehouse.commit(2, TICKS, "('a', 'y', 1, 'c')", "('b', 'y', 1, 'c')");
        warehouse.load();
        assertEquals(List.of("a -", "b -", "a y"), staged);
    }

    @Test
    void aValueThatDoesNotFitRollsAllBack() throws Exception {
        warehouse.load();
        warehouse.execute("ALTER TABLE ticks MODIFY COLUMN code VARCHAR(3)");
        warehouse.commit(1, TICKS, "('a', 'x', 1, 'c')", "('b', 'x', 1, 'long')");
        var failure = warehouse.load().get(0).failure();
        assertTrue(failure.contains("LOAD DATA did not take all of ticks batches [1] as it is: Data"), failure);
        assertEquals(List.of(), ticks());
        assertEquals(List.of(), warehouse.ledger());
        assertEquals(List.of(), warehouse.leftovers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", max-length: 64"})
    void aTableFromWhenATextCouldBeLongerGoesOnAsItIs(String length) throws Exception {
        var before = Declared.dataset(DECLARATION.replace(", max-length: 3", length));
        warehouse.declare(10, before);
        warehouse.commit(1, before, "('a', 'x', 1, 'abcd')", "('b', 'x', 1, 'abcd')");
        warehouse.load();
        var wide = typeOfCode();
        warehouse.declare(10, TICKS);
        warehouse.commit(2, TICKS, "('a', 'y', 1, 'c')", "('c', 'new', 1, 'c')");
        warehouse.load();
        assertEquals(List.of("a y 1 c 2", "b x 1 abcd 1", "c new 1 c 2"), ticks());
        assertEquals(wide, typeOfCode());
        assertNotEquals(List.of("varchar(3)"), wide);
        assertSumsHold(TICKS);
    }

    private List<String> typeOfCode() throws SQLException {
        return warehouse.rows("SELECT COLUMN_TYPE AS type FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = database() AND TABLE_NAME = 'ticks' AND COLUMN_NAME = 'code'");
    }

    @Test
    void aRowThatSomebodyWroteBesideTheLockRollsAllBack() throws Exception {
        warehouse.beforeStep(step -> {
            if (step.equals("insert-new")) {
                write("INSERT INTO ticks (id, v, batch) VALUES ('b', 1, 7)");
            }
        });
        warehouse.commit(1, TICKS, "('a', 'x', 1, 'c')", "('b', 'x', 1, 'c')");
        var failure = warehouse.load().get(0).failure();
        assertTrue(failure.contains("Duplicate entry 'b-1'"), failure);
        assertEquals(List.of("b null 1 null 7"), ticks());
        assertEquals(List.of(), warehouse.ledger());
    }

    private void write(String sql) {
        try {
            warehouse.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
