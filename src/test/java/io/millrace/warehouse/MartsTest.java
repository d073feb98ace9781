package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read about the views names each of them. */
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
