package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The little that a page asks for all the time.
 *
 * @param version changes with whatever is shown of prices
 * @param reading how far the first reading is; null once it is through
 * @param stale since when what is shown is not kept up to date, and why; null while it is
 * @param indexFault why there is no price index of now; null if nothing is wrong with it
 */
@JsonNaming(SnakeCaseStrategy.class)
record State(
        String version,
        Instant at,
        String target,
        Named warehouse,
        long products,
        long observations,
        Instant newestObservedAt,
        Reading reading,
        Dashboard.Stale stale,
        String indexFault) {
    private static final String SUMS = """
            SELECT count(*) AS products, coalesce(sum(observations), 0) AS observations, max(observed_at) AS newest
            FROM products
            """;

    /** The warehouse that is shown. */
    record Named(String name, String type) {}

    /** Rows read of all. */
    record Reading(long read, long total) {}

    static State of(Dashboard dashboard) throws SQLException {
        try (var connection = dashboard.read()) {
            // Before the sums: a page that has seen them too early asks once more.
            var version = dashboard.version();
            var progress = dashboard.progress();
            return Rows.of(
                            connection,
                            SUMS,
                            List.of(),
                            row -> new State(
                                    version,
                                    dashboard.now(),
                                    dashboard.target(),
                                    new Named(
                                            dashboard.warehouse().name(),
                                            dashboard.warehouse().type()),
                                    row.getLong("products"),
                                    row.getLong("observations"),
                                    Rows.time(row, "newest"),
                                    progress == null ? null : new Reading(progress.read(), progress.total()),
                                    dashboard.stale(),
                                    dashboard.indexFault()))
                    .get(0);
        }
    }
}
