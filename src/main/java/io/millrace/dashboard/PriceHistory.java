package io.millrace.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.warehouse.ReadOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One product's prices over time, in columns, as a chart takes them: {@code time} in milliseconds since 1970, and for each of
 * them {@code price} and {@code list_price}, and the place of its {@code currency} and {@code availability} in the lists
 * beside them, or -1.
 */
final class PriceHistory {
    /** The most points of one answer; the newest win. */
    static final int MOST = 100_000;

    private static final long MICROS_OF_MILLI = 1_000;

    private final ReadOnly warehouse;

    PriceHistory(ReadOnly warehouse) {
        this.warehouse = warehouse;
    }

    /** JSON. */
    byte[] of(Parameters asked) throws SQLException {
        var source = asked.required("source");
        var sku = asked.required("sku");
        var most = asked.number("points", MOST, 1, MOST);
        var micros = warehouse.micros("observed_at");
        var where = new StringBuilder("source = ? AND sku = ?");
        var values = new ArrayList<Object>(List.of(source, sku));
        bound(asked.time("from"), " AND observed_at >= ?", where, values);
        bound(asked.time("to"), " AND observed_at < ?", where, values);
        try (var connection = warehouse.open()) {
            var columns = new Columns();
            // One more than is shown, which tells whether the others have to be counted at all.
            Rows.each(
                    connection,
                    Rows.PATIENCE,
                    // A server's driver keeps all rows of an answer otherwise.
                    warehouse.isFile() ? 0 : Integer.MIN_VALUE,
                    "SELECT " + micros + " AS at_micros, price, list_price, currency, availability FROM prices WHERE "
                            + where + " ORDER BY observed_at DESC LIMIT " + (most + 1),
                    values,
                    row -> columns.add(
                            row.getLong("at_micros") / MICROS_OF_MILLI,
                            row.getBigDecimal("price"),
                            row.getBigDecimal("list_price"),
                            row.getString("currency"),
                            row.getString("availability")));
            var isTruncated = columns.times.size() > most;
            long total = columns.times.size();
            if (isTruncated) {
                total = Rows.of(
                                connection,
                                "SELECT count(*) AS found FROM prices WHERE " + where,
                                values,
                                row -> row.getLong("found"))
                        .get(0);
            }
            return columns.json(source, sku, total, Math.min(most, columns.times.size()));
        } catch (SQLException e) {
            if (ReadOnly.isAbsence(e)) {
                return new Columns().json(source, sku, 0, 0);
            }
            throw e;
        }
    }

    private void bound(Instant time, String condition, StringBuilder where, List<Object> values) {
        if (time != null) {
            where.append(condition);
            values.add(warehouse.parameter(time));
        }
    }

    /** Newest first, as they come. */
    private static final class Columns {
        private final List<Long> times = new ArrayList<>();
        private final List<BigDecimal> prices = new ArrayList<>();
        private final List<BigDecimal> listPrices = new ArrayList<>();
        private final List<Integer> currencies = new ArrayList<>();
        private final List<Integer> availabilities = new ArrayList<>();
        private final Map<String, Integer> currencyNames = new LinkedHashMap<>();
        private final Map<String, Integer> availabilityNames = new LinkedHashMap<>();

        void add(long time, BigDecimal price, BigDecimal listPrice, String currency, String availability) {
            times.add(time);
            prices.add(Rows.plain(price));
            listPrices.add(Rows.plain(listPrice));
            currencies.add(place(currencyNames, currency));
            availabilities.add(place(availabilityNames, availability));
        }

        private static int place(Map<String, Integer> names, String name) {
            return name == null ? -1 : names.computeIfAbsent(name, one -> names.size());
        }

        byte[] json(String source, String sku, long total, int shown) {
            var bytes = new ByteArrayOutputStream();
            try (var json = DashboardApi.JSON.getFactory().createGenerator(bytes)) {
                json.writeStartObject();
                json.writeStringField("source", source);
                json.writeStringField("sku", sku);
                json.writeNumberField("total", total);
                json.writeBooleanField("truncated", total > shown);
                names(json, "currencies", currencyNames);
                names(json, "availabilities", availabilityNames);
                json.writeArrayFieldStart("time");
                for (var i = shown - 1; i >= 0; i--) {
                    json.writeNumber(times.get(i));
                }
                json.writeEndArray();
                amounts(json, "price", prices, shown);
                amounts(json, "list_price", listPrices, shown);
                places(json, "currency", currencies, shown);
                places(json, "availability", availabilities, shown);
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a history cannot be written as JSON", e);
            }
            return bytes.toByteArray();
        }

        private static void names(JsonGenerator json, String field, Map<String, Integer> names) throws IOException {
            json.writeArrayFieldStart(field);
            for (var name : names.keySet()) {
                json.writeString(name);
            }
            json.writeEndArray();
        }

        private static void amounts(JsonGenerator json, String field, List<BigDecimal> amounts, int shown)
                throws IOException {
            json.writeArrayFieldStart(field);
            for (var i = shown - 1; i >= 0; i--) {
                json.writeNumber(amounts.get(i));
            }
            json.writeEndArray();
        }

        private static void places(JsonGenerator json, String field, List<Integer> places, int shown)
                throws IOException {
            json.writeArrayFieldStart(field);
            for (var i = shown - 1; i >= 0; i--) {
                json.writeNumber(places.get(i));
            }
            json.writeEndArray();
        }
    }
}
