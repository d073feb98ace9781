package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of Snowflake's own task, run one after the other as the task would. */
class SnowflakeTaskIT {
    private static final Dataset STATES = LoadIT.STATES;

    @TempDir
    Path folder;

    private Place place;
    private LoadedWarehouse warehouse;

    private void open(SnowflakeOptions.Loads loads) throws Exception {
        place = Place.snowflakeStage(folder, loads);
        warehouse = new LoadedWarehouse(folder, place, STATES);
        warehouse.warehouse().prepare(List.of(STATES));
        run(warehouse.warehouse().after(STATES));
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private void run(List<String> statements) throws SQLException {
        try (var connection = place.source().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private SnowflakeTask task() {
        var sql = warehouse.warehouse().sql();
        return new SnowflakeTask(((Place.SnowflakePlace) place).options(), STATES, sql);
    }

    private void runTask() throws SQLException {
        run(task().run());
    }

    private List<String> states() throws SQLException {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    /** What a pipe would do with the objects of a folder. */
    private void land(int pipe) throws SQLException {
        run(List.of(warehouse
                .warehouse()
                .sql()
                .script("copy-landed", task().values())
                .get(pipe)));
    }

    @Test
    void theNewestRowsOfCommittedBatchesAreMergedOnce() throws Exception {
        open(SnowflakeOptions.Loads.TASK);
        warehouse.commit(1, STATES, "('a', 3, 'newest')", "('b', 1, 'old')");
        warehouse.commit(2, STATES, "('a', 2, 'older')", "('b', 1, 'later batch')", "('c', 1, NULL)");
        runTask();
        assertEquals(List.of("a 3 newest 1", "b 1 later batch 2", "c 1 null 2"), states());
        assertEquals(List.of("1 2 1 0 1 0", "2 3 2 0 1 0"), warehouse.ledger());
        warehouse.commit(3, STATES, "('c', 2, 'x')");
        runTask();
        runTask();
        assertEquals(List.of("a 3 newest 1", "b 1 later batch 2", "c 2 x 3"), states());
        assertEquals("3 1 0 1 0 0", warehouse.ledger().get(2));
        assertEquals(3, warehouse.loadedThrough(STATES));
    }

    @Test
    void aFileThatNoManifestNamesIsInNoTable() throws Exception {
        open(SnowflakeOptions.Loads.TASK);
        Manifest uncommitted = warehouse.manifest(1, STATES, 1, Map.of("('z', 1, 'of a failed attempt')", 1L));
        runTask();
        assertEquals(List.of(), states());
        assertEquals(List.of(), warehouse.ledger());
        warehouse.commit(uncommitted);
        runTask();
        assertEquals(List.of("z 1 of a failed attempt 1"), states());
    }

    @Test
    void aBatchWaitsUntilThePipesHaveBroughtAllOfIt() throws Exception {
        open(SnowflakeOptions.Loads.SNOWPIPE);
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        land(0);
        runTask();
        assertEquals(List.of(), warehouse.ledger());
        land(1);
        runTask();
        assertEquals(List.of("a 1 x 1"), states());
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void aBatchWithoutRowsEntersTheLedger() throws Exception {
        open(SnowflakeOptions.Loads.TASK);
        warehouse.commit(1, STATES);
        runTask();
        assertEquals(List.of("1 0 0 0 0 0"), warehouse.ledger());
    }

    @Test
    void millraceLoadsWhatIsAboutOtherBatchesAndNothingElse() throws Exception {
        open(SnowflakeOptions.Loads.TASK);
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        assertEquals(List.of(), warehouse.load());
        runTask();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES, "('a', 1, 'better')");
        runTask();
        assertEquals(1, warehouse.ledger().size());
        warehouse.load();
        assertEquals(List.of("a 1 better 2"), states());
        assertEquals(List.of("1 2 2 0 0 0", "2 1 0 1 0 1"), warehouse.ledger());
    }

    @Test
    void aBatchWhosePlaceWasTakenBeforeItCameEntersTheLedgerAlone() throws Exception {
        open(SnowflakeOptions.Loads.TASK);
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES, "('a', 1, 'better')");
        warehouse.load();
        runTask();
        assertEquals(List.of("a 1 better 2"), states());
        assertEquals(List.of("1 2 0 0 2 0", "2 1 1 0 0 0"), warehouse.ledger());
    }
}
