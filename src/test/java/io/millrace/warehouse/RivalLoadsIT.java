package io.millrace.warehouse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.millrace.lake.BatchKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several loaders at one warehouse at the same time. */
class RivalLoadsIT extends PlaceIT {
    private static final int PATIENCE = 30;

    /** What is told of a load that met another. */
    List<String> said() {
        return List.of("another loader is at work; the next round sees what it did");
    }

    RivalLoadsIT() {
        super(LoadIT.STATES);
    }

    private List<String> states() throws Exception {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    @Test
    void twoLoadersInTheMiddleOfOneBatchLoadItOnce() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        var loads = List.of(warehouse.next().get(0), warehouse.next().get(0));
        meetBeforeTheLock();
        assertEquals(1, failures(() -> warehouse.load(loads.get(0)), () -> warehouse.loadAsRival(loads.get(1))));
        assertEquals(List.of("a 1 x 1", "b 1 y 1"), states());
        assertEquals(List.of("1 2 2 0 0 0"), warehouse.ledger());
    }

    @Test
    void twoLoadersThatReplaceOneBatchTakeItsRowsAwayOnce() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.load();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), LoadIT.STATES, "('a', 1, 'better')");
        var loads = List.of(warehouse.next().get(0), warehouse.next().get(0));
        meetBeforeTheLock();
        assertEquals(1, failures(() -> warehouse.load(loads.get(0)), () -> warehouse.loadAsRival(loads.get(1))));
        assertEquals(List.of("a 1 better 2"), states());
        assertEquals(List.of("1 2 2 0 0 0", "2 1 0 1 0 1"), warehouse.ledger());
        var sums = warehouse.sums(LoadIT.STATES);
        assertEquals(sums.inserted() - sums.deleted(), sums.rows());
    }

    @Test
    void ofTwoRoundsThatMeetOneLeavesTheBatchToTheOther() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), LoadIT.STATES, "('a', 1, 'better')");
        meetBeforeTheLock();
        var done = new ArrayList<Round.Done>();
        for (var round : atOnce(warehouse::load, warehouse::loadAsRival)) {
            done.addAll(round.get());
        }
        assertEquals(
                said(),
                done.stream()
                        .map(Round.Done::failure)
                        .filter(failure -> failure != null)
                        .toList());
        assertEquals(List.of("a 1 better 2"), states());
        assertEquals(List.of(), warehouse.watched);
        warehouse.beforeStep(step -> {});
        assertEquals(
                List.of(),
                Stream.concat(warehouse.load().stream(), warehouse.loadAsRival().stream())
                        .toList());
    }

    @Test
    void loadsOfOneProcessWaitForEachOther() throws Exception {
        warehouse.commit(1, LoadIT.STATES, "('a', 1, 'x')");
        var loads = List.of(warehouse.next().get(0), warehouse.next().get(0));
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        warehouse.beforeStep(step -> {
            if (step.equals("upsert")) {
                inside.countDown();
                waitFor(go);
            }
        });
        var tasks = loads.stream()
                .map(load -> new FutureTask<>(() -> {
                    warehouse.load(load);
                    return null;
                }))
                .toList();
        var threads = tasks.stream().map(Thread::new).toList();
        threads.get(0).start();
        waitFor(inside);
        threads.get(1).start();
        await().atMost(PATIENCE, SECONDS)
                .until(() -> threads.get(1).getState() == Thread.State.WAITING
                        || threads.get(1).getState() == Thread.State.TERMINATED);
        go.countDown();
        tasks.get(0).get(PATIENCE, TimeUnit.SECONDS);
        // It has come to the ledger, which the first is in by now, instead of meeting it at the lock.
        assertInstanceOf(LoadedElsewhereException.class, failure(tasks.get(1)));
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
    }

    private interface Act {
        void act() throws Exception;
    }

    private void meetBeforeTheLock() {
        var both = new CyclicBarrier(2);
        warehouse.beforeStep(step -> {
            if (step.equals("lock")) {
                try {
                    both.await(PATIENCE, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("the other loader did not come this far", e);
                }
            }
        });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long failures(Act... acts) throws Exception {
        var tasks = Stream.of(acts)
                .<Callable<Exception>>map(act -> () -> {
                    try {
                        act.act();
                        return null;
                    } catch (Exception e) {
                        return e;
                    }
                })
                .toList();
        var failures = 0;
        for (var task : atOnce(tasks)) {
            failures += task.get() == null ? 0 : 1;
        }
        return failures;
    }

    @SafeVarargs
    private static <T> List<Future<T>> atOnce(Callable<T>... tasks) throws InterruptedException {
        return atOnce(List.of(tasks));
    }

    private static <T> List<Future<T>> atOnce(List<Callable<T>> tasks) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            return threads.invokeAll(tasks);
        } finally {
            threads.shutdown();
        }
    }

    private static Throwable failure(Future<?> task) throws Exception {
        try {
            task.get(PATIENCE, TimeUnit.SECONDS);
            return null;
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause();
        }
    }
}
