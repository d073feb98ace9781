package io.millrace.warehouse;

import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a row hid that is about to go. A table holds the newest row of each key alone; when that one is taken back,
 * the newest of the others counts, and it is in the lake. Most tables have no such rows, which their ledger tells.
 */
final class Uncovering {
    private static final Logger LOG = LoggerFactory.getLogger(Uncovering.class);
    private static final int BATCHES_AT_A_TIME = 200;

    private final Batches batches;
    private final LoadFiles files;

    Uncovering(Batches batches, LoadFiles files) {
        this.batches = batches;
        this.files = files;
    }

    /** Stages the rows of other batches that have one of the load's uncovered keys. */
    void stage(Load load, Connection connection) throws SQLException, IOException {
        var counts = Warehouse.rows(connection, load.statement("count-hidden")).get(0);
        if (Answer.number(counts, "uncovered") == 0 || Answer.number(counts, "hidden") <= 0) {
            return;
        }
        var days = load.isByDay() ? days(load, connection) : null;
        var chunk = new ArrayList<Manifest>();
        var removed = batches.removals().newest();
        for (var row : Warehouse.rows(connection, load.statement("carriers"))) {
            var manifest = batches.committed(Answer.number(row, "batch"));
            if (removed.holds(Removal.processed(load.dataset()), manifest.n())) {
                LOG.warn(
                        "load={}: rows of batch {} that would count again stay away, {}",
                        load,
                        manifest.n(),
                        removed.words());
                continue;
            }
            if (manifest.kind().replacesRows()) {
                // Alone: its rows may have the numbers of other batches, and be replaced one by one.
                stageHidden(load.hidden(List.of(manifest), days), connection);
            } else {
                chunk.add(manifest);
            }
            if (chunk.size() == BATCHES_AT_A_TIME) {
                stageHidden(load.hidden(chunk, days), connection);
                chunk.clear();
            }
        }
        stageHidden(load.hidden(chunk, days), connection);
    }

    private void stageHidden(Load hidden, Connection connection) throws SQLException, IOException {
        if (hidden.fileKeys().isEmpty()) {
            return;
        }
        try (var statement = connection.createStatement()) {
            files.fetch(hidden);
            for (var sql : hidden.statements("stage-hidden")) {
                statement.execute(sql);
            }
            for (var copy : hidden.dialect().copies(hidden, Dialect.Staging.HIDDEN)) {
                statement.execute(copy);
            }
            hidden.dialect().fill(hidden, Dialect.Staging.HIDDEN, connection);
            for (var sql : hidden.statements("restage")) {
                statement.execute(sql);
            }
        } finally {
            files.remove(hidden);
        }
    }

    private static Set<String> days(Load load, Connection connection) throws SQLException {
        return Warehouse.rows(connection, load.statement("uncovered-days")).stream()
                .map(row -> Answer.value(row, "day").toString())
                .collect(Collectors.toSet());
    }
}
