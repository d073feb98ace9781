package io.millrace.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML 1.2 so that every value knows its line. Whatever is wrong with a file becomes a fault, never a thrown one. */
public final class YamlFile {
    static final String MAP_AS_KEY = "{…}";

    private static final int MOST_ALIASES = 50;

    private YamlFile() {}

    /** The folder's {@code *.yaml} and {@code *.yml} files by name, without hidden ones and without folders inside. */
    public static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(YamlFile::isYaml).sorted().toList();
        }
    }

    private static boolean isYaml(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(file);
    }

    /**
     * The mapping that a UTF-8 file holds; absent, with a fault, if it cannot be read. A file without a value is an
     * empty mapping.
     *
     * @param file is named in faults as it is given here
     */
    public static Optional<YamlMap> read(Path file, Faults faults) {
        return text(file, faults).flatMap(text -> parse(file.toString(), text, faults));
    }

    /** The text of a UTF-8 file without its byte order mark; absent, with a fault, if it cannot be read. */
    public static Optional<String> text(Path file, Faults faults) {
        var place = new Place(file.toString(), 0, "");
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            faults.add(place, "there is no such file: create it, or name another");
        } catch (CharacterCodingException e) {
            faults.add(place, "is not UTF-8: save it as UTF-8");
        } catch (IOException e) {
            var reason = Files.isDirectory(file) ? "it is a folder" : e.toString();
            faults.add(place, "cannot be read: " + reason);
        }
        return Optional.empty();
    }

    /** The mapping that the text holds, as {@link #read} would. */
    public static Optional<YamlMap> parse(String name, String text, Faults faults) {
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            var node = new Compose(settings).composeString(text);
            return node.isEmpty() ? Optional.of(empty(name, faults)) : root(name, node.get(), faults);
        } catch (StackOverflowError e) {
            faults.add(
                    new Place(name, 0, ""),
                    "is nested too deeply to be read: it has thousands of brackets in brackets");
        } catch (MarkedYamlEngineException e) {
            var line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(-1) + 1;
            faults.add(new Place(name, line, ""), YamlProblem.message(e));
        } catch (ReaderException e) {
            var before = text.codePoints().limit(e.getPosition());
            var line = (int) before.filter(c -> c == '\n').count() + 1;
            faults.add(
                    new Place(name, line, ""),
                    String.format("holds the control character U+%04X: remove it", e.getCodePoint()));
        } catch (YamlEngineException e) {
            faults.add(new Place(name, 0, ""), "cannot be read as YAML: " + Quoted.plain(e.getMessage()));
        }
        return Optional.empty();
    }

    private static Optional<YamlMap> root(String name, Node node, Faults faults) {
        var value = new YamlNodes(faults).value(new Place(name, 1, ""), node);
        if (value.isEmpty()) {
            return Optional.of(empty(name, faults));
        }
        if (value.get() instanceof YamlMap map) {
            return Optional.of(map);
        }
        faults.add(value.get().place(), "found " + value.get().description() + ", expected lines of \"key: value\"");
        return Optional.empty();
    }

    static YamlMap empty(String name, Faults faults) {
        return new YamlMap(new Place(name, 1, ""), Map.of(), faults);
    }
}
