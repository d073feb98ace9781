package io.millrace.alert;

import io.millrace.dataset.Datasets;
import io.millrace.warehouse.Warehouse;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of a warehouse as loads write them, each batch with its row in the ledger. */
final class PriceRows {
    private final Warehouse warehouse;
    private final AlertTables tables;
    private long batch;

    PriceRows(Warehouse warehouse) throws SQLException {
        this.warehouse = warehouse;
        this.tables = new AlertTables(warehouse);
        warehouse.prepare(Datasets.load(Optional.empty()).all().stream()
                .filter(dataset -> dataset.name().equals("prices"))
                .toList());
    }

    /** What a look at a product saw. */
    record Look(
            String source,
            String sku,
            Instant at,
            String price,
            String currency,
            String availability,
            Double confidence,
            String gtin,
            String labels) {
        static Look of(String sku, Instant at, String price) {
            return new Look("acme", sku, at, price, price == null ? null : "EUR", "InStock", 0.9, null, null);
        }

        Look in(String other) {
            return new Look(source, sku, at, price, other, availability, confidence, gtin, labels);
        }

        Look from(String other) {
            return new Look(other, sku, at, price, currency, availability, confidence, gtin, labels);
        }

        Look sure(Double other) {
            return new Look(source, sku, at, price, currency, availability, other, gtin, labels);
        }

        Look stock(String other) {
            return new Look(source, sku, at, price, currency, other, confidence, gtin, labels);
        }

        Look gtin(String other) {
            return new Look(source, sku, at, price, currency, availability, confidence, other, labels);
        }

        Look labels(String other) {
            return new Look(source, sku, at, price, currency, availability, confidence, gtin, other);
        }

        String event() {
            return source + "-" + sku + "-" + at;
        }
    }

    /** Loads a batch; its number. */
    long load(Look... looks) throws SQLException {
        batch++;
        load(batch, looks);
        return batch;
    }

    /** Leaves out a number, which is loaded later. */
    long later() {
        return ++batch;
    }

    void load(long number, Look... looks) throws SQLException {
        try (var connection = warehouse.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (var look : looks) {
                tables.update(
                        connection,
                        "DELETE FROM prices WHERE source = ? AND sku = ? AND observed_at = ?",
                        look.source(),
                        look.sku(),
                        look.at());
                tables.update(
                        connection,
                        "INSERT INTO prices (source, sku, url, name, gtin, price, currency, availability, observed_at,"
                                + " confidence, event_id, labels, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        look.source(),
                        look.sku(),
                        "https://acme.example/" + look.sku(),
                        "Product " + look.sku(),
                        look.gtin(),
                        look.price() == null ? null : new BigDecimal(look.price()),
                        look.currency(),
                        look.availability(),
                        look.at(),
                        look.confidence(),
                        look.event(),
                        look.labels(),
                        number);
            }
            tables.update(
                    connection,
                    "INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted,"
                            + " loaded_at) VALUES (?, 'prices', 'a', ?, ?, 0, 0, 0, ?)",
                    number,
                    (long) looks.length,
                    (long) looks.length,
                    Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS));
            connection.commit();
        }
    }

    /** Takes the rows of a product away, as a batch does that leaves them out. */
    void erase(String source, String sku) throws SQLException {
        try (var connection = warehouse.dataSource().getConnection()) {
            tables.update(connection, "DELETE FROM prices WHERE source = ? AND sku = ?", source, sku);
        }
    }

    /** Notes that a batch took the place of another. */
    void replace(long replaced, long by) throws SQLException {
        try (var connection = warehouse.dataSource().getConnection()) {
            tables.update(
                    connection,
                    "INSERT INTO millrace_replaced (batch, dataset, replaced_by) VALUES (?, 'prices', ?)",
                    replaced,
                    by);
        }
    }
}
