package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.millrace.warehouse.ReadOnly;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The price level of sources, as the mart {@code price_index} has it.
 *
 * @param asOf when it was asked; null before the first time
 */
@JsonNaming(SnakeCaseStrategy.class)
record PriceIndex(Instant asOf, List<Series> series) {
    static final PriceIndex NONE = new PriceIndex(null, List.of());

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final String POINTS = """
            SELECT source, currency, day, index_points, products FROM price_index ORDER BY source, currency, day
            """;

    /**
     * A source's level in one currency.
     *
     * @param products on the last day
     * @param points a day as text, and the level, 100 on the first; by day
     */
    record Series(String source, String currency, long products, List<List<Object>> points) {}

    private record Named(String source, String currency) {}

    private record Point(Named of, String day, double level, long products) {}

    static PriceIndex of(ReadOnly warehouse, Instant now) throws SQLException {
        List<Point> found;
        try (var connection = warehouse.open()) {
            found = Rows.of(
                    connection,
                    TIMEOUT,
                    POINTS,
                    List.of(),
                    row -> new Point(
                            new Named(row.getString("source"), row.getString("currency")),
                            row.getString("day"),
                            row.getDouble("index_points"),
                            row.getLong("products")));
        } catch (SQLException e) {
            if (!ReadOnly.isAbsence(e)) {
                throw e;
            }
            found = List.of();
        }
        var points = new LinkedHashMap<Named, List<Point>>();
        found.forEach(point ->
                points.computeIfAbsent(point.of(), of -> new ArrayList<>()).add(point));
        return new PriceIndex(
                now,
                points.entrySet().stream()
                        .map(series -> new Series(
                                series.getKey().source(),
                                series.getKey().currency(),
                                series.getValue()
                                        .get(series.getValue().size() - 1)
                                        .products(),
                                series.getValue().stream()
                                        .map(point -> List.<Object>of(point.day(), point.level()))
                                        .toList()))
                        .toList());
    }
}
