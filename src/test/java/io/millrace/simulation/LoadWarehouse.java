package io.millrace.simulation;

import io.millrace.warehouse.Load;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.SimulatedLoads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One round of the route {@code load-warehouse} with {@code load-batches}, without Camel running it. */
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
        steps.at("find-loads");
        var loads = loader.next();
        steps.at("each-load");
        for (var load : loads) {
            steps.at("load");
            load(load);
        }
        steps.at("report-loaded");
    }

    private void load(Load load) {
        steps.at("keep-load");
        steps.at("try-load");
        WiredDatabase.Connection connection = null;
        try {
            steps.at("open");
            connection = database.connect();
            var rows = rows(load);
            steps.at("write-stage");
            load.statement("stage");
            steps.at("stage");
            connection.stage(rows);
            steps.at("write-count");
            steps.at("count-staged");
            var staged = connection.run(load.statement("count"));
            steps.at("expect-rows");
            loader.expectRows(load, staged);
            run(connection, load, "begin");
            if (world.mutation != Mutation.NO_LOCK) {
                run(connection, load, "lock");
            }
            var loaded = run(connection, load, "check-ledger");
            steps.at("expect-unloaded");
            if (world.mutation != Mutation.NO_LEDGER_CHECK) {
                loader.expectUnloaded(load, loaded);
            }
            if (world.mutation != Mutation.NO_PRUNING) {
                run(connection, load, "prune-repeated");
                run(connection, load, "prune-stale");
            }
            run(connection, load, "record");
            if (world.mutation == Mutation.LEDGER_APART) {
                connection.run(load.statement("commit"));
            }
            run(connection, load, "upsert");
            run(connection, load, "commit");
        } finally {
            steps.at("close");
            if (connection != null) {
                connection.close();
            }
        }
    }

    private List<Map<String, Object>> run(WiredDatabase.Connection connection, Load load, String statement) {
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
