package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read about the views, and what they see in them with tools of their own. */
class MartsTest {
    private static final Pattern VIEW = Pattern.compile("CREATE OR REPLACE VIEW (\\w+) AS");

    static Stream<Path> texts() {
        return Stream.of(Path.of("README.md"), Path.of("src/main/java/io/millrace/cli/QueryCommand.java"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyViewIsDescribed(Path text) throws IOException {
        var content = Files.readString(text);
        var views = views();
        assertEquals(6, views.size());
        assertEquals(
                List.of(),
                views.stream()
                        .filter(view -> !Pattern.compile("\\b" + view + "\\b")
                                .matcher(content)
                                .find())
                        .toList());
    }

    /** Whoever opens the file with a DuckDB of theirs has the time zone of their machine. */
    @Test
    void aDayIsOneOfUtcWhateverTheSessionsTimeZone() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (var ddl : Warehouse.duckDb("test", null).ddl(List.of(Declared.prices()))) {
                statement.execute(ddl);
            }
            statement.execute("INSERT INTO prices (source, sku, price, observed_at, url, event_id, batch)"
                    + " VALUES ('acme', 'a', 1, '2026-11-01 23:30:00Z', 'u', 'e', 1)");
            statement.execute("SET TimeZone = 'Asia/Tokyo'");
            assertEquals(
                    "2026-11-01",
                    Warehouse.rows(connection, "SELECT day FROM price_daily")
                            .get(0)
                            .get("day")
                            .toString());
        }
    }

    private static List<String> views() {
        var dialect = new DuckDbDialect();
        var statements =
                new SqlFolder("duckdb", dialect).script("views-prices", Marts.values(Declared.prices(), dialect));
        return statements.stream()
                .map(statement -> VIEW.matcher(statement)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();
    }
}
