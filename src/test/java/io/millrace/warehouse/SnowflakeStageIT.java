package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.BatchKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snowflake reads the lake itself, through an external stage: no file comes to this machine. */
class SnowflakeStageIT {
    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse =
                new LoadedWarehouse(folder, Place.snowflakeStage(folder, SnowflakeOptions.Loads.HERE), LoadIT.STATES);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    @Test
    void committedFilesAreCopiedOutOfTheStage() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.commit(2, LoadIT.STATES, "('a', 2, 'z')");
        warehouse.load();
        assertEquals(
                List.of("a 2 z 2", "b 1 y 1"), warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id"));
        assertEquals(List.of("1 2 1 0 1 0", "2 1 1 0 0 0"), warehouse.ledger());
        assertEquals(warehouse.promised, warehouse.ran);
        var copies =
                warehouse.ran.stream().filter(sql -> sql.startsWith("COPY")).toList();
        assertEquals(
                List.of("COPY INTO \"STAGING_STATES\" FROM '@millrace_lake/' FILES ="
                        + " ('states/batch=1/part.parquet', 'states/batch=2/part.parquet') FILE_FORMAT ="
                        + " (FORMAT_NAME = 'millrace_parquet') MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE ON_ERROR ="
                        + " ABORT_STATEMENT"),
                copies);
        assertEquals(List.of(), warehouse.leftovers());
    }

    @Test
    void whatARowHidIsTakenUpInsideOfTheTransaction() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 3, 'hidden')");
        warehouse.commit(2, LoadIT.STATES, "('a', 5, 'wrong')");
        warehouse.load();
        warehouse.commit(3, BatchKind.REPLAY, List.of(2L), LoadIT.STATES);
        warehouse.load();
        assertEquals(List.of("a 3 hidden 1"), warehouse.rows("SELECT id, v, word, batch FROM states"));
    }

    @Test
    void aFileThatIsGoneFailsItsLoadAlone() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')");
        warehouse.commit(2, LoadIT.STATES, "('b', 1, 'y')");
        warehouse.lake().remove("processed/states/batch=1/part.parquet");
        var done = warehouse.load();
        assertTrue(
                done.stream().anyMatch(one -> String.valueOf(one.failure()).contains("gone from the processed zone")),
                done + "");
        assertEquals(List.of("b"), warehouse.rows("SELECT id FROM states"));
    }
}
