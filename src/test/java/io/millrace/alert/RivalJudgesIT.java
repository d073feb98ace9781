package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.alert.PriceRows.Look;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.MySqlServer;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that judge one warehouse and tell one channel at the same time. */
class RivalJudgesIT {
    private static final int ROUNDS = 10;
    private static final int PRODUCTS = 20;

    @TempDir
    private Path folder;

    /** What one process has. */
    private record Process(HikariDataSource pool, Judging judging, Outbox outbox) {}

    @Test
    void nothingIsDecidedOrTakenTwiceHoweverTheyMeet() throws Exception {
        var url = MySqlServer.database();
        var settings = Rules.of(folder, "rules: [{name: drops, drop: 10%, cooldown: 0s}]\n");
        var one = process(url, settings);
        var other = process(url, settings);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var rows = new PriceRows(MySql.warehouse("shop", one.pool));
            var begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
            one.judging.judge();
            rows.load(looks(begin, 1_000_000));
            one.judging.judge();
            var taken = new ConcurrentLinkedQueue<String>();
            for (var round = 1; round <= ROUNDS; round++) {
                rows.load(looks(begin.plusSeconds(60L * round), (int) (1_000_000 * Math.pow(0.8, round))));
                var barrier = new CyclicBarrier(2);
                var work = new ArrayList<Callable<Void>>();
                for (var process : List.of(one, other)) {
                    work.add(() -> {
                        barrier.await();
                        process.judging.judge();
                        for (var next = process.outbox.claim(settings.channels().get(0));
                                next.isPresent();
                                next = process.outbox.claim(settings.channels().get(0))) {
                            taken.add(next.get().alert().id());
                            process.outbox.sent(next.get(), "taken");
                        }
                        return null;
                    });
                }
                for (var done : threads.invokeAll(work)) {
                    done.get();
                }
            }
            assertEquals(ROUNDS * PRODUCTS, one.outbox.newest(10_000).size());
            assertEquals(ROUNDS * PRODUCTS, taken.size());
            assertEquals(ROUNDS * PRODUCTS, taken.stream().distinct().count());
            assertEquals(List.of(), one.outbox.counts());
        } finally {
            threads.shutdownNow();
            one.pool.close();
            other.pool.close();
        }
    }

    private Process process(String url, io.millrace.config.AlertsSettings settings) {
        var pool = MySql.pool("shop", url, MySqlServer.USER, MySqlServer.PASSWORD, folder);
        Warehouse warehouse = MySql.warehouse("shop", pool);
        var tables = new AlertTables(warehouse);
        var outbox = new Outbox(tables, settings.giveUpAfter(), Clock.systemUTC());
        return new Process(
                pool, new Judging(settings, tables, outbox, List::of, List::of, false, Clock.systemUTC()), outbox);
    }

    private static Look[] looks(Instant at, int price) {
        var looks = new Look[PRODUCTS];
        for (var n = 0; n < PRODUCTS; n++) {
            looks[n] = Look.of("P" + n, at, Integer.toString(price));
        }
        return looks;
    }
}
