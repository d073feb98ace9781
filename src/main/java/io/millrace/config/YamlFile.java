package io.millrace.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /**
     * The mapping that a UTF-8 file holds, empty if it cannot be read.
     *
     * @param file is named in faults as it is given here
     */
    public static YamlMap read(Path file, Faults faults) {
        return text(file, faults)
                .map(text -> parse(file.toString(), text, faults))
                .orElseGet(() -> empty(file.toString(), faults));
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

    /** The mapping that the text holds, empty if there is none. */
    public static YamlMap parse(String name, String text, Faults faults) {
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .flatMap(node -> root(name, node, faults))
                    .orElseGet(() -> empty(name, faults));
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
        return empty(name, faults);
    }

    private static Optional<YamlMap> root(String name, Node node, Faults faults) {
        var value = new YamlNodes(faults).value(new Place(name, 1, ""), node);
        if (value.isPresent() && !(value.get() instanceof YamlMap)) {
            faults.add(
                    value.get().place(), "found " + value.get().description() + ", expected lines of \"key: value\"");
        }
        return value.filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    private static YamlMap empty(String name, Faults faults) {
        return new YamlMap(new Place(name, 1, ""), Map.of(), faults);
    }
}
