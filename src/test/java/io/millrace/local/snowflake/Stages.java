package io.millrace.local.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stages and file formats that one session sees. Not thread-safe: a session does one thing at a time. */
final class Stages implements StageFiles {
    private static final String SCHEME = "s3://";

    /** Where a stage's files are: a folder, or a bucket. */
    record Stage(Path folder, String url) {}

    private final Map<String, Stage> shared;
    private final Map<String, Stage> own = new LinkedHashMap<>();
    private final Set<String> formats;
    private final Path work;
    private final Bucket bucket;
    private final Statement duckDb;
    private final List<String> seen = new ArrayList<>();
    private Predicate<String> skipped = file -> false;

    Stages(Map<String, Stage> shared, Set<String> formats, Path work, Bucket bucket, Statement duckDb) {
        this.shared = shared;
        this.formats = formats;
        this.work = work;
        this.bucket = bucket;
        this.duckDb = duckDb;
    }

    /**
     * A file of a stage.
     *
     * @param name below the stage
     * @param path as METADATA$FILENAME has it, of an external stage from the bucket on
     */
    record Staged(String name, String path, Path local) {}

    /** From now on such files are left out of queries. */
    void skip(Predicate<String> files) {
        skipped = files;
        seen.clear();
    }

    @Override
    public List<String> seen() {
        return List.copyOf(seen);
    }

    void make(io.millrace.local.snowflake.Statement.MakeStage made) throws IOException {
        var stages = made.temporary() ? own : shared;
        if (stages.containsKey(made.name()) && !made.replace()) {
            throw new SnowflakeFault(
                    "002002", "42710", "SQL compilation error:\nObject '" + made.name() + "' already exists.");
        }
        stages.put(made.name(), new Stage(Files.createTempDirectory(work, "stage"), made.url()));
    }

    @Override
    public void expectFormat(String name) {
        if (!formats.contains(name.toUpperCase(java.util.Locale.ROOT))) {
            throw SnowflakeFault.missing("File format", name);
        }
    }

    /** The folder that a PUT into a place goes to. */
    Path folder(String place) throws IOException {
        var stage = stage(place);
        if (!stage.url().isEmpty()) {
            throw SnowflakeFault.invalid("PUT goes into internal stages, " + place + " is external");
        }
        return Files.createDirectories(stage.folder().resolve(path(place)));
    }

    private Stage stage(String place) {
        var name = place.substring(1).replaceFirst("/.*", "").toUpperCase(java.util.Locale.ROOT);
        var stage = own.getOrDefault(name, shared.get(name));
        if (!place.startsWith("@") || stage == null) {
            throw SnowflakeFault.missing("Stage", name);
        }
        return stage;
    }

    private static String path(String place) {
        var slash = place.indexOf('/');
        return slash < 0 ? "" : place.substring(slash + 1);
    }

    /** One file; its name is the place and what stands below it. */
    Staged file(String place, String name) {
        return all(place).stream()
                .filter(file -> file.name().equals(path(place) + name))
                .findFirst()
                .orElseThrow(() -> new SnowflakeFault(
                        "091016",
                        "22000",
                        "Remote file '" + place + name + "' was not found. There are several potential causes. The file"
                                + " might not exist. The required credentials may be missing or invalid."));
    }

    /** All files whose names begin so. */
    private List<Staged> all(String place) {
        var stage = stage(place);
        try {
            return stage.url().isEmpty() ? internal(stage, path(place)) : external(stage, path(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Staged> internal(Stage stage, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(stage.folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> staged(stage.folder().relativize(file).toString(), file))
                    .filter(file -> file.name().startsWith(prefix))
                    .sorted(java.util.Comparator.comparing(Staged::name))
                    .toList();
        }
    }

    private static Staged staged(String name, Path file) {
        return new Staged(name, name, file);
    }

    private List<Staged> external(Stage stage, String prefix) throws IOException {
        var below = stage.url().substring(SCHEME.length()).replaceFirst("[^/]*/", "");
        var files = new ArrayList<Staged>();
        for (var key : bucket.keys(below + prefix)) {
            var local = Files.createTempFile(stage.folder(), "object", ".parquet");
            Files.write(local, bucket.content(key));
            files.add(new Staged(key.substring(below.length()), key, local));
        }
        return files;
    }

    @Override
    public String rows(String place, Map<String, String> columns) {
        var parts = new ArrayList<String>();
        for (var file : all(place)) {
            if (skipped.test(file.name())) {
                continue;
            }
            seen.add(file.name());
            parts.add(file.name().endsWith(".json") ? document(file) : table(file, columns));
        }
        columns.put(Expressions.ROW, "\"STAGED\"." + Names.quoted(Expressions.ROW));
        columns.put(Expressions.ROW_NUMBER, "\"STAGED\"." + Names.quoted(Expressions.ROW_NUMBER));
        columns.put(Expressions.FILE_NAME, "\"STAGED\"." + Names.quoted(Expressions.FILE_NAME));
        return parts.isEmpty()
                ? "(SELECT '' AS \"METADATA$FILENAME\", 0 AS \"METADATA$FILE_ROW_NUMBER\", CAST('{}' AS JSON) AS \"$1\""
                        + " WHERE false)"
                : "(" + String.join(" UNION ALL BY NAME ", parts) + ")";
    }

    private String table(Staged file, Map<String, String> columns) {
        var names = columns(file.local());
        names.forEach(name -> columns.put(name, "\"STAGED\"." + Names.quoted(name)));
        // As texts, since JSON has no decimals: a cast gives each its type.
        var row = names.stream()
                .map(name -> Names.text(name) + ", CAST(" + Names.quoted(name) + " AS VARCHAR)")
                .collect(Collectors.joining(", ", "json_object(", ")"));
        return "SELECT *, " + Names.text(file.path()) + " AS \"METADATA$FILENAME\", file_row_number + 1 AS"
                + " \"METADATA$FILE_ROW_NUMBER\", " + row + " AS \"$1\" FROM read_parquet("
                + Names.text(file.local().toString()) + ", file_row_number = true)";
    }

    private static String document(Staged file) {
        return "SELECT " + Names.text(file.path()) + " AS \"METADATA$FILENAME\", 1 AS \"METADATA$FILE_ROW_NUMBER\","
                + " CAST(content AS JSON) AS \"$1\" FROM read_text("
                + Names.text(file.local().toString()) + ")";
    }

    /** The columns of a Parquet file. */
    List<String> columns(Path file) {
        var names = new ArrayList<String>();
        try (var result = duckDb.executeQuery("SELECT name FROM (DESCRIBE SELECT * FROM read_parquet("
                + Names.text(file.toString()) + ")) AS d(name)")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new SnowflakeFault("100096", "22000", "Error parsing the parquet file: " + e.getMessage());
        }
        return names;
    }
}
