package io.millrace.warehouse;

import static io.millrace.warehouse.LoadIT.STATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.Removal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Where a new warehouse begins, and what of the batches before comes in with later ones. */
class StartIT {
    static final LoadFrom NOW = new LoadFrom("now", Instant.MAX, "warehouses.test.from");

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    Place place() throws Exception {
        return Place.duckDb(folder);
    }

    /** With the batch of that number. */
    static LoadFrom at(long n) {
        var time = LoadedWarehouse.committed(n);
        return new LoadFrom(time.toString(), time, "warehouses.test.from");
    }

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, place(), STATES);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private List<String> states() throws Exception {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    private long first() throws Exception {
        return warehouse.warehouse().start().first();
    }

    private void begin(LoadFrom from) throws Exception {
        warehouse.begin(from, STATES);
    }

    /** Each has a row with its own key. */
    private void commit(long... numbers) throws Exception {
        for (var n : numbers) {
            warehouse.commit(n, STATES, "('k" + n + "', 1, 'w')");
        }
    }

    /** The sums of the status, and all that its deep check looks at. */
    private void assertAllHolds() throws Exception {
        var sums = warehouse.sums(STATES);
        assertEquals(sums.written(), sums.inserted() + sums.updated() + sums.ignored(), sums.toString());
        assertEquals(sums.inserted() - sums.deleted(), sums.rows(), sums.toString());
        var batches = new Batches(warehouse.lake());
        var committed = batches.committedThrough();
        assertEquals(committed, warehouse.loadedThrough(STATES));
        var before = first() == 1
                ? Map.<String, Long>of()
                : batches.committed(first() - 1).totals().rows();
        assertEquals(
                batches.totals(committed).rows().get("states") - before.getOrDefault("states", 0L), sums.written());
        var found = new ArrayList<String>();
        try (var scratch = Scratch.open(folder.resolve("deep"))) {
            scratch.tables(warehouse.lake(), batches, (kind, at, what) -> found.add(kind + " " + at + ": " + what))
                    .check(
                            warehouse.warehouse(),
                            new DatasetInUse(STATES, 1),
                            committed,
                            batches.totals(committed).replacing());
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aNewWarehouseBeginsWithTheFirstBatchSinceTheTime() throws Exception {
        commit(1, 2, 3, 4);
        begin(at(3));
        assertEquals(1, warehouse.load().size());
        assertEquals(List.of("k3 1 w 3", "k4 1 w 4"), states());
        assertEquals(3, first());
        assertAllHolds();
    }

    @Test
    void nowIsWhenTheWarehouseIsLookedAtFirst() throws Exception {
        commit(1, 2);
        begin(NOW);
        assertEquals(List.of(), warehouse.load());
        assertEquals(2, warehouse.loadedThrough(STATES));
        commit(3);
        begin(NOW);
        warehouse.load();
        assertEquals(List.of("k3 1 w 3"), states());
        assertAllHolds();
    }

    @Test
    void whatIsSetLaterChangesNothingAndIsTold() throws Exception {
        commit(1, 2);
        begin(at(2));
        warehouse.load();
        var told = told(() -> {
            begin(LoadFrom.BEGINNING);
            warehouse.load();
            warehouse.load();
        });
        assertEquals(List.of("k2 1 w 2"), states());
        assertEquals(1, told.size(), told.toString());
        assertTrue(
                told.get(0).contains("begins with batch 2, as load.from=" + at(2).words() + " said")
                        && told.get(0).contains("load.from=beginning changes nothing any more: set it back, or")
                        && told.get(0).contains("DELETE FROM millrace_loads"),
                told.get(0));
        assertEquals(Optional.empty(), warehouse.warehouse().startsElsewhere(at(2), List.of(STATES)));
        var said = warehouse.warehouse().startsElsewhere(LoadFrom.BEGINNING, List.of(STATES));
        assertTrue(told.get(0).endsWith(said.orElseThrow()), said.toString());
    }

    @Test
    void aWarehouseFromBeforeThereWasSuchASettingBeganWithTheFirstBatch() throws Exception {
        commit(1, 2);
        warehouse.load();
        warehouse.execute("DELETE FROM millrace_starts");
        commit(3);
        var told = told(() -> {
            begin(NOW);
            warehouse.load();
        });
        assertEquals(List.of("k1 1 w 1", "k2 1 w 2", "k3 1 w 3"), states());
        assertEquals(1, first());
        assertEquals(1, told.size(), told.toString());
        assertAllHolds();
    }

    @Test
    void untilSomethingIsLoadedAnotherSettingCounts() throws Exception {
        commit(1, 2, 3);
        begin(NOW);
        warehouse.load();
        assertEquals(4, first());
        begin(at(2));
        warehouse.load();
        assertEquals(List.of("k2 1 w 2", "k3 1 w 3"), states());
        assertAllHolds();
    }

    @Test
    void aCompactionBringsInNothingOfBefore() throws Exception {
        commit(1, 2);
        begin(at(2));
        warehouse.load();
        warehouse.carry(
                3, BatchKind.COMPACT, List.of(1L, 2L), STATES, Map.of("('k1', 1, 'w')", 1L, "('k2', 1, 'w')", 2L));
        warehouse.load();
        assertEquals(List.of("k2 1 w 2"), states());
        assertEquals(List.of("2 1 1 0 0 0", "3 2 0 0 2 0"), warehouse.ledger());
        assertAllHolds();
    }

    @Test
    void aNewWarehouseTakesFromACompactionWhatItBeginsWith() throws Exception {
        commit(1, 2);
        warehouse.carry(
                3, BatchKind.COMPACT, List.of(1L, 2L), STATES, Map.of("('k1', 1, 'w')", 1L, "('k2', 1, 'w')", 2L));
        begin(at(2));
        warehouse.load();
        assertEquals(List.of("k2 1 w 2"), states());
        assertAllHolds();
    }

    @Test
    void aReplayComesInWhole() throws Exception {
        commit(1, 2);
        begin(at(2));
        warehouse.load();
        warehouse.commit(3, BatchKind.REPLAY, List.of(1L, 2L), STATES, "('k1', 1, 'new')", "('k2', 1, 'new')");
        warehouse.load();
        assertEquals(List.of("k1 1 new 3", "k2 1 new 3"), states());
        assertAllHolds();
    }

    @Test
    void whatARowHidAndWasBeforeStaysAway() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'before')");
        warehouse.commit(2, STATES, "('a', 2, 'mine')");
        begin(at(2));
        warehouse.load();
        warehouse.commit(3, STATES, "('a', 3, 'wrong')");
        warehouse.carry(4, BatchKind.COMPACT, List.of(1L), STATES, Map.of("('a', 1, 'before')", 1L));
        warehouse.load();
        warehouse.commit(5, BatchKind.REPLAY, List.of(3L), STATES);
        warehouse.load();
        assertEquals(List.of("a 2 mine 2"), states());
        warehouse.commit(6, BatchKind.REPLAY, List.of(2L), STATES);
        warehouse.load();
        assertEquals(List.of(), states());
        assertAllHolds();
    }

    @Test
    void loadingARangeAgainLeavesOutWhatWasBefore() throws Exception {
        commit(1, 2, 3);
        begin(at(2));
        warehouse.load();
        warehouse.execute("UPDATE states SET word = 'by hand'");
        warehouse.execute("INSERT INTO states VALUES ('k1', 1, 'by hand', 1)");
        assertEquals(List.of(), warehouse.repair(1, 1));
        warehouse.repair(1, 3);
        assertEquals(List.of("k2 1 w 2", "k3 1 w 3"), states());
        assertAllHolds();
    }

    @Test
    void whatRetentionRemovedIsToldBeforeAnythingIsLoadedWithTheSettingThatHelps() throws Exception {
        commit(1, 2, 3);
        var removal =
                Removal.NONE.next(Instant.EPOCH, Map.of(Removal.processed("states"), BatchSet.of(List.of(1L, 2L))));
        warehouse.lake().create(Removal.key(1), removal.toJson(), Map.of());
        var fault = assertThrows(IllegalStateException.class, warehouse::load).getMessage();
        assertTrue(
                fault.contains("would begin with batch 1, but the files of states through batch 2 were removed"),
                fault);
        assertTrue(fault.contains("set load.from: " + at(3).words() + " to begin behind them"), fault);
        assertEquals(List.of(), warehouse.ledger());
        begin(at(3));
        warehouse.load();
        assertEquals(List.of("k3 1 w 3"), states());
        assertAllHolds();
    }

    @Test
    void whatACompactionHoldsIsNotMissed() throws Exception {
        commit(1, 2);
        warehouse.carry(
                3, BatchKind.COMPACT, List.of(1L, 2L), STATES, Map.of("('k1', 1, 'w')", 1L, "('k2', 1, 'w')", 2L));
        var removal =
                Removal.NONE.next(Instant.EPOCH, Map.of(Removal.processed("states"), BatchSet.of(List.of(1L, 2L))));
        warehouse.lake().create(Removal.key(1), removal.toJson(), Map.of());
        warehouse.load();
        assertEquals(List.of("k1 1 w 1", "k2 1 w 2"), states());
        assertAllHolds();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Warnings about the start meanwhile. */
    private static List<String> told(Work work) throws Exception {
        var log = (Logger) LoggerFactory.getLogger(StartSettling.class);
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        log.addAppender(events);
        try {
            work.run();
        } finally {
            log.detachAppender(events);
        }
        return events.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
