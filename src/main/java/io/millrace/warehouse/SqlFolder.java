package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A warehouse's statements, each a file under {@code sql/<type>/}, or under {@code sql/common/} where the type has none of
 * that name, with {@code ${names}} to fill in. All that differs between warehouses is in there.
 */
final class SqlFolder {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z-]+)}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");

    private static final String COMMON = "common";

    /** Path to what was read from there: a program's files stay as they are. */
    private static final Map<String, Optional<String>> FILES = new ConcurrentHashMap<>();

    private final String type;
    private final Dialect dialect;

    SqlFolder(String type, Dialect dialect) {
        this.type = type;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** What every statement of a dataset is filled in with. */
    Map<String, String> values(Dataset dataset) {
        return Sql.of(dataset, dialect);
    }

    /** Whether the warehouse has that file. */
    boolean has(String name) {
        return read(name).isPresent();
    }

    /** The only statement of a file, filled in. */
    String statement(String name, Map<String, String> values) {
        return filled(name, read(name).orElseThrow(() -> new IllegalStateException(path(name) + " is missing")), values)
                .strip();
    }

    /** The statements of a file, in order; none if the warehouse has no such file. */
    List<String> script(String name, Map<String, String> values) {
        // Split before it is filled in: a value may hold a semicolon.
        return read(name).map(sql -> sql.split(";")).stream()
                .flatMap(Arrays::stream)
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> filled(name, statement, values))
                .toList();
    }

    private String filled(String name, String sql, Map<String, String> values) {
        return NAME.matcher(sql).replaceAll(match -> {
            var value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        path(name) + " asks for ${" + match.group(1) + "}, known are " + values.keySet());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private Optional<String> read(String name) {
        return FILES.computeIfAbsent(path(name), SqlFolder::file);
    }

    /** A file without its comments; empty if there is none. */
    private static Optional<String> file(String path) {
        try (var in = SqlFolder.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(COMMENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private String path(String name) {
        var own = path(type, name);
        return FILES.computeIfAbsent(own, SqlFolder::file).isPresent() ? own : path(COMMON, name);
    }

    private static String path(String folder, String name) {
        return "/sql/" + folder + "/" + name + ".sql";
    }
}
