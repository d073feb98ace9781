package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.millrace.reconcile.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** How the sources are doing, by name: those that are looked at, and those that have rows alone. */
record SourceList(List<Row> sources) {
    private static final String UNKNOWN = "unknown";
    private static final String RUNNING = "running";

    private static final List<String> FIELDS =
            List.of("name", "brand", "gtin", "price", "currency", "list_price", "availability");

    private static final String ROWS = """
            SELECT source, count(*) AS products, count(*) FILTER (WHERE stock = 'IN') AS in_stock,
              count(*) FILTER (WHERE stock = 'OUT') AS sold_out, max(observed_at) AS newest,
              count(*) FILTER (WHERE confidence < 0.6 AND price IS NOT NULL) AS low_confidence,
              count(name) AS with_name, count(brand) AS with_brand, count(gtin) AS with_gtin, count(price) AS with_price,
              count(currency) AS with_currency, count(list_price) AS with_list_price,
              count(availability) AS with_availability
            FROM products GROUP BY source
            """;

    private static final String METHODS = """
            SELECT source, method, count(*) AS products FROM products WHERE method IS NOT NULL
            GROUP BY source, method ORDER BY source, products DESC, method
            """;

    /** How many products' newest rows were read that way. */
    record Method(String method, long products) {}

    /** A signal that has changed, as shares of looks. */
    record Alarm(String signal, double was, double is) {}

    /**
     * One source.
     *
     * @param state as the status has it; {@code unknown} where nobody tells of it
     * @param fields field to the share of products whose newest row has it; null where there are none
     * @param lowConfidence products whose newest price was read with a confidence below 0.6, of which alerts say nothing unless they are told to
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Row(
            String source,
            String state,
            String instance,
            long pages,
            long gone,
            Long everySeconds,
            Instant succeeded,
            List<Alarm> alarms,
            long products,
            long inStock,
            long soldOut,
            Instant newestObservedAt,
            Map<String, Double> fields,
            long lowConfidence,
            List<Method> methods) {}

    private record Counts(
            String source,
            long products,
            long inStock,
            long soldOut,
            Instant newest,
            long lowConfidence,
            Map<String, Double> fields) {
        static final Counts NONE = new Counts(null, 0, 0, 0, null, 0, unknown());

        private static Map<String, Double> unknown() {
            var fields = new LinkedHashMap<String, Double>();
            FIELDS.forEach(field -> fields.put(field, null));
            return fields;
        }

        static Counts of(ResultSet row) throws SQLException {
            var products = row.getLong("products");
            var fields = new LinkedHashMap<String, Double>();
            for (var field : FIELDS) {
                fields.put(field, (double) row.getLong("with_" + field) / products);
            }
            return new Counts(
                    row.getString("source"),
                    products,
                    row.getLong("in_stock"),
                    row.getLong("sold_out"),
                    Rows.time(row, "newest"),
                    row.getLong("low_confidence"),
                    fields);
        }
    }

    private record MethodOf(String source, Method method) {}

    /**
     * @param connection to the digest
     * @param told what processes tell of sources; of one that several look at, each tells
     */
    static SourceList of(Connection connection, List<Status.Source> told) throws SQLException {
        var counts = new HashMap<String, Counts>();
        Rows.of(connection, ROWS, List.of(), Counts::of).forEach(row -> counts.put(row.source(), row));
        var methods = new HashMap<String, List<Method>>();
        Rows.of(
                        connection,
                        METHODS,
                        List.of(),
                        row -> new MethodOf(
                                row.getString("source"), new Method(row.getString("method"), row.getLong("products"))))
                .forEach(row -> methods.computeIfAbsent(row.source(), source -> new ArrayList<>())
                        .add(row.method()));
        var names = new TreeSet<>(counts.keySet());
        told.forEach(source -> names.add(source.source()));
        return new SourceList(names.stream()
                .map(name -> row(
                        name,
                        told.stream()
                                .filter(source -> source.source().equals(name))
                                .toList(),
                        counts.getOrDefault(name, Counts.NONE),
                        methods.getOrDefault(name, List.of())))
                .toList());
    }

    private static Row row(String name, List<Status.Source> told, Counts counts, List<Method> methods) {
        return new Row(
                name,
                told.stream()
                        .map(Status.Source::state)
                        .reduce((one, other) -> other.equals(RUNNING) ? other : one)
                        .orElse(UNKNOWN),
                told.isEmpty() ? null : told.get(0).instance(),
                told.stream().mapToLong(Status.Source::pages).sum(),
                told.stream().mapToLong(Status.Source::gone).sum(),
                told.isEmpty() ? null : told.get(0).everySeconds(),
                told.stream()
                        .map(Status.Source::succeeded)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                told.stream()
                        .flatMap(source -> source.alarms().stream())
                        .map(alarm -> new Alarm(alarm.signal(), alarm.was(), alarm.is()))
                        .distinct()
                        .toList(),
                counts.products(),
                counts.inStock(),
                counts.soldOut(),
                counts.newest(),
                counts.fields(),
                counts.lowConfidence(),
                methods);
    }
}
