package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds a warehouse's table against the files of the batches that its ledger names: of every key the newest row, by
 * version column, then batch. Not thread-safe.
 */
public final class TableCheck {
    /** Is told what is wrong. */
    public interface Faults {
        void found(String kind, String place, String what);
    }

    private final DuckDb scratch;
    private final Path work;
    private final ObjectStore store;
    private final Batches batches;
    private final Faults faults;

    TableCheck(DuckDb scratch, Path work, ObjectStore store, Batches batches, Faults faults) {
        this.scratch = scratch;
        this.work = work;
        this.store = store;
        this.batches = batches;
        this.faults = faults;
    }

    /**
     * Compares one table and its ledger; those who load meanwhile are not disturbed.
     *
     * @param committed number through which batches are looked at
     * @param replacing numbers of the batches that took the place of others, as the totals have them
     * @return rows of the table
     */
    public long check(Warehouse warehouse, DatasetInUse used, long committed, List<Long> replacing)
            throws SQLException, IOException {
        var dataset = used.dataset();
        var place = warehouse.name() + "." + dataset.name();
        var unloaded = work.resolve("table.parquet");
        var ledger = UnloadedTable.unload(warehouse, dataset, scratch, unloaded);
        try (var connection = scratch.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE actual AS SELECT " + casts(dataset)
                    + ", CAST(batch AS BIGINT) AS batch FROM read_parquet(" + Sql.literal(unloaded.toString()) + ")"
                    + " WHERE CAST(batch AS BIGINT) <> " + Sql.STUB);
            statement.execute("CREATE OR REPLACE TABLE written (" + definitions(dataset) + ", batch BIGINT)");
            var newest = newest(statement, ledger);
            if (expect(place, used, ledger, newest, committed, replacing, statement)) {
                // Of files that were written anew, what was before the warehouse began.
                statement.execute("DELETE FROM written WHERE batch < " + ledger.first());
                statement.execute("CREATE OR REPLACE TABLE expected AS SELECT * FROM written"
                        + " QUALIFY row_number() OVER (PARTITION BY "
                        + Sql.join(dataset.key(), Sql::identifier) + " ORDER BY "
                        + Sql.identifier(dataset.versionColumn()) + " DESC NULLS LAST, batch DESC) = 1");
                if (!warehouse.sql().dialect().keepsJsonText()) {
                    SameJson.settle(dataset, statement);
                }
                new RowDifferences(place, dataset, faults).find(statement);
            } else {
                faults.found(
                        "table_unchecked", place, "cannot be compared while files of its batches are not readable");
            }
            return RowDifferences.number(statement, "SELECT count(*) FROM actual");
        } finally {
            Files.deleteIfExists(unloaded);
        }
    }

    /** The greatest batch that the ledger or a row speaks of. */
    private static long newest(Statement statement, UnloadedTable ledger) throws SQLException {
        var inRows = RowDifferences.number(statement, "SELECT coalesce(max(batch), 0) FROM actual");
        return Math.max(inRows, ledger.rows().isEmpty() ? 0 : ledger.rows().lastKey());
    }

    /** Gathers what the batches wrote, and checks their ledger rows; false if files are not readable. */
    private boolean expect(
            String place,
            DatasetInUse used,
            UnloadedTable ledger,
            long newest,
            long committed,
            List<Long> replacing,
            Statement statement)
            throws SQLException, IOException {
        var removed = batches.removals().newest();
        var loaded = replacing.stream().filter(n -> n <= newest).toList();
        var readable = true;
        for (var early : ledger.rows().headMap(ledger.first()).keySet()) {
            faults.found(
                    "ledger_early",
                    place,
                    "speaks of batch " + early + ", but the warehouse begins with batch " + ledger.first());
        }
        var dataset = used.dataset();
        for (var n = Math.max(ledger.first(), used.from()); n <= newest; n++) {
            var manifest = batches.manifest(n);
            var row = ledger.rows().get(n);
            if (manifest.isEmpty()) {
                if (n > committed || row != null) {
                    faults.found("ledger_unknown", place, "speaks of batch " + n + ", which is not committed");
                }
                continue;
            }
            var part = manifest.get().datasets().get(dataset.name());
            compareLedger(place, manifest.get(), part, row);
            if (part != null && batches.replacerOf(n, dataset.name(), loaded).isEmpty()) {
                if (removed.holds(Removal.processed(dataset.name()), n)) {
                    trust(manifest.get(), statement);
                    continue;
                }
                for (var file : part.files()) {
                    readable &= take(dataset, part, file, statement);
                }
            }
        }
        return readable;
    }

    /** Of a batch whose files retention removed, the table's own rows are all that is left to compare the others with. */
    private void trust(Manifest manifest, Statement statement) throws SQLException {
        var of = new TreeSet<Long>();
        of.add(manifest.n());
        if (manifest.kind().replacesRows()) {
            // Its rows may have the numbers of those whose place they took.
            of.addAll(new Replacements(batches, List.of(manifest.n())).takenBy(manifest, null));
        }
        statement.execute("INSERT INTO written SELECT * FROM actual WHERE batch IN (" + Sql.numbers(of) + ")");
    }

    private void compareLedger(String place, Manifest manifest, Manifest.Written part, UnloadedTable.Row row) {
        var written = part == null ? 0 : part.rows();
        if (row == null) {
            faults.found(
                    "ledger_missing",
                    place + " batch " + manifest.n(),
                    "the ledger has no row of it, expected one with " + written + " rows written");
        } else if (!manifest.attempt().equals(row.attempt())
                || row.written() != written
                || row.accounted() != row.written()) {
            faults.found(
                    "ledger_differs",
                    place + " batch " + manifest.n(),
                    "the ledger says attempt " + row.attempt() + ", " + row.written() + " rows written, "
                            + row.accounted() + " inserted, updated or ignored; expected attempt "
                            + manifest.attempt() + ", " + written + " rows");
        }
    }

    private boolean take(Dataset dataset, Manifest.Written part, Manifest.DataFile file, Statement statement)
            throws SQLException, IOException {
        var content = store.get(file.key());
        if (content.isEmpty()) {
            return false;
        }
        var local = Files.write(work.resolve("batch.parquet"), content.get());
        var columns = dataset.columns().stream()
                .map(column -> part.columns().contains(column.name()) ? Sql.identifier(column.name()) : "NULL")
                .collect(Collectors.joining(", "));
        // Of its own, as the driver closes one that failed.
        try (var insert = statement.getConnection().createStatement()) {
            insert.execute("INSERT INTO written SELECT " + columns + ", batch FROM read_parquet("
                    + Sql.literal(local.toString()) + ")");
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            Files.delete(local);
        }
    }

    private static String definitions(Dataset dataset) {
        return dataset.columns().stream()
                .map(column -> Sql.identifier(column.name()) + " " + type(column))
                .collect(Collectors.joining(", "));
    }

    private static String casts(Dataset dataset) {
        return dataset.columns().stream()
                .map(column -> "CAST(" + Sql.identifier(column.name()) + " AS " + type(column) + ") AS "
                        + Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** JSON is compared as the text that was written. */
    private static String type(Column column) {
        return Sql.isJson(column) ? "VARCHAR" : DuckDbDialect.type(column);
    }
}
