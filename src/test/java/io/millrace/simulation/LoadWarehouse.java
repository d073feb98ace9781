package io.millrace.simulation;

import io.millrace.warehouse.Load;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.Round;
import io.millrace.warehouse.SimulatedLoads;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One round of the route {@code load-warehouse} with {@code load-round} and {@code load-batches}, without Camel running it. */
final class LoadWarehouse {
    private final World world;
    private final WiredLake lake;
    private final WiredDatabase database;
    private final Loader loader;
    private final Steps steps;

    LoadWarehouse(World world, WiredLake lake, WiredDatabase database, Loader loader, Steps steps) {
        this.world = world;
        this.lake = lake;
        this.database = database;
        this.loader = loader;
        this.steps = steps;
    }

    void round() throws Exception {
        steps.at("look-for-loads");
        var due = loader.due();
        steps.at("load-due");
        steps.at("keep-round");
        steps.at("find-first");
        loader.next(due);
        steps.at("each-load");
        while (due.hasLoad()) {
            steps.at("keep-load");
            load(due, due.load());
            steps.at("find-next");
            loader.next(due);
        }
        steps.at("answer-round");
        steps.at("report-loaded");
    }

    private void load(Round round, Load load) throws Exception {
        steps.at("try-load");
        try {
            steps.at("load");
            load(load);
            steps.at("loaded");
            loader.loaded(round, load);
        } catch (Exception e) {
            world.trace("load failed: " + e.getMessage());
            steps.at("load-failed");
            steps.at("failed");
            loader.failed(round, load, e);
        }
    }

    private void load(Load load) throws SQLException {
        steps.at("try-statements");
        WiredDatabase.Connection connection = null;
        try {
            steps.at("open");
            connection = database.connect();
            steps.at("where-rows-come");
            if (load.isStaged()) {
                stage(connection, load);
            }
            run(connection, load, "begin");
            if (world.mutation != Mutation.NO_LOCK) {
                run(connection, load, "lock");
            }
            var loaded = run(connection, load, "check-ledger");
            steps.at("expect-ledger");
            if (world.mutation != Mutation.NO_LEDGER_CHECK) {
                loader.expectLedger(load, loaded);
            }
            steps.at("where-rows-change");
            if (load.isStaged()) {
                write(connection, load);
            } else {
                steps.at("entering");
                run(connection, load, "record-empty");
            }
            run(connection, load, "commit");
        } finally {
            steps.at("finally-close");
            steps.at("close");
            if (connection != null) {
                connection.close();
            }
        }
    }

    private void stage(WiredDatabase.Connection connection, Load load) throws SQLException {
        steps.at("staging");
        var rows = rows(load);
        steps.at("write-stage");
        load.statement("stage");
        steps.at("stage");
        connection.stage(rows);
        steps.at("write-copies");
        steps.at("copy-files");
        steps.at("fill");
        run(connection, load, "stage-uncovered");
        steps.at("write-count");
        steps.at("count-staged");
        var staged = connection.run(load.statement("count"));
        steps.at("expect-rows");
        loader.expectRows(load, staged);
        steps.at("write-prune-early");
        steps.at("prune-early");
    }

    private void write(WiredDatabase.Connection connection, Load load) throws SQLException {
        steps.at("writing");
        steps.at("where-others-are-replaced");
        if (load.isTaking()) {
            throw new AssertionError("no simulated batch takes the place of others, but " + load + " does");
        }
        if (world.mutation != Mutation.NO_PRUNING) {
            run(connection, load, "prune-repeated");
            run(connection, load, "prune-stale");
        }
        var changes = run(connection, load, "count-changes");
        steps.at("keep-counts");
        loader.count(load, changes);
        steps.at("where-the-ledger-changes");
        steps.at("recorded");
        run(connection, load, "record");
        if (world.mutation == Mutation.LEDGER_APART) {
            connection.run(load.statement("commit"));
        }
        steps.at("write-insert-stubs");
        steps.at("insert-stubs");
        steps.at("insert-new");
        run(connection, load, "upsert");
    }

    private List<Map<String, Object>> run(WiredDatabase.Connection connection, Load load, String statement)
            throws SQLException {
        steps.at("write-" + statement);
        steps.at(statement);
        return connection.run(load.statement(statement));
    }

    private List<Database.Row> rows(Load load) {
        var rows = new ArrayList<Database.Row>();
        for (var key : SimulatedLoads.fileKeys(load)) {
            var content = lake.get(key)
                    .orElseThrow(() -> new IllegalStateException(key + " is named by a manifest and gone"));
            new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .map(LoadWarehouse::row)
                    .forEach(rows::add);
        }
        return rows;
    }

    private static Database.Row row(String line) {
        var parts = line.split("\\|");
        return new Database.Row(parts[0], Long.parseLong(parts[1]), parts[2], Long.parseLong(parts[3]));
    }
}
