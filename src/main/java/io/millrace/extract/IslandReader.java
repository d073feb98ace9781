package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Finds the data islands of a page that mention a price: scripts of JSON, literals that scripts assign or hand over, and
 * JSON in attributes. Confined to one extraction.
 */
final class IslandReader {
    /** What is read of one page, islands that turn out to be none included. */
    private static final int MOST_CHARACTERS = 12_000_000;

    private static final int MOST_NODES = 200_000;
    private static final int MOST_ISLANDS = 400;
    private static final int LONGEST_NAME = 80;
    /** Services that are told of views have a short script of their own. */
    private static final int LONGEST_EVENT = 4_000;

    /** What no island with a price does without: price, Price, and the event whose value is one. */
    private static final String[] PRICES = {"rice", "ViewContent"};

    private static final Pattern VIEW = Pattern.compile("['\"](ViewContent|view_item)['\"]\\s*,\\s*$");

    private final PageBytes bytes;
    private final List<Island> islands = new ArrayList<>();
    private int characters = MOST_CHARACTERS;
    private int nodes = MOST_NODES;

    private IslandReader(PageBytes bytes) {
        this.bytes = bytes;
    }

    static List<Island> read(PageContext page) {
        var reader = new IslandReader(page.bytes());
        var scripts = page.scan().scripts();
        for (int i = 0; i < scripts.size(); i++) {
            if (reader.mayHoldPrice(scripts.get(i))) {
                reader.script(scripts.get(i), i + 1);
            }
        }
        reader.attributes(page.scan().data());
        return reader.islands;
    }

    private boolean mayHoldPrice(PageTags.Script script) {
        var text = bytes.plain().substring(script.from(), script.to());
        return text.contains(PRICES[0]) || text.length() <= LONGEST_EVENT && text.contains(PRICES[1]);
    }

    private void script(PageTags.Script script, int number) {
        int open = script.from() - script.tag().length();
        String id = null;
        var type = "";
        var plain = bytes.plain();
        var attributes =
                new TagAttributes(plain).read(TagAttributes.nameEnd(plain, open + 1, script.from()), script.from());
        while (attributes.next()) {
            if (attributes.is("id")) {
                id = bytes.words(attributes.valueFrom(), attributes.valueTo());
            } else if (attributes.is("type")) {
                type = script.tag().substring(attributes.valueFrom() - open, attributes.valueTo() - open);
            }
        }
        var place = id == null || id.isBlank() ? "script[" + number + "]" : "script#" + id.strip();
        if (type.contains("json") || type.contains("x-magento-init")) {
            if (!type.contains("ld+json") && !type.contains("ld&#")) {
                json(bytes.decoded(script.from(), script.to()), place);
            }
        } else if (type.isEmpty() || type.contains("javascript") || type.equals("module")) {
            literals(bytes.decoded(script.from(), script.to()), place);
        }
    }

    private void json(String text, String place) {
        var plain = text.strip();
        var data = plain.startsWith("<![CDATA[") ? plain.substring(9) : plain;
        var unescaped = data.startsWith("{&quot;") || data.startsWith("[{&quot;") || data.startsWith("[&quot;")
                ? Parser.unescapeEntities(data, false)
                : data;
        add(place, "", literal(unescaped, 0).orElse(null));
    }

    /** Objects and arrays that are assigned or handed over, and JSON that is parsed from a string. */
    private void literals(String text, String place) {
        var prices = new Mentions(text, PRICES);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean string = (c == '"' || c == '\'') && isParsed(text, i);
            if (c != '{' && c != '[' && !string) {
                continue;
            }
            // An event's name stands before its values.
            if (!prices.within(Math.max(0, i - LONGEST_NAME), text.length())) {
                return;
            }
            var name = name(text, string ? text.lastIndexOf('.', i) - "JSON".length() : i);
            if (name.isPresent() || string) {
                i = Math.max(i, read(text, i, place, name.orElse(""), prices) - 1);
            }
        }
    }

    /** Whether a string is handed to what reads it as JSON. */
    private static boolean isParsed(String text, int at) {
        return text.startsWith(".parse(", at - ".parse(".length())
                || text.startsWith(".enqueue(", at - ".enqueue(".length());
    }

    private int read(String text, int from, String place, String name, Mentions prices) {
        var literal = new ScriptLiteral(text, from, nodes);
        var read = characters > 0 ? literal.read() : null;
        characters -= literal.end() - from;
        nodes = Math.max(0, literal.nodesLeft());
        if (read == null) {
            return from;
        }
        var data = read.isTextual() ? literal(read.textValue().strip(), 0).orElse(null) : read;
        if (name.equals("ViewContent") || prices.within(from, literal.end())) {
            add(place, name, data);
        }
        return literal.end();
    }

    private Optional<JsonNode> literal(String text, int from) {
        if (characters <= 0) {
            return Optional.empty();
        }
        var literal = new ScriptLiteral(text, from, nodes);
        var read = Optional.ofNullable(text.isEmpty() ? null : literal.read());
        characters -= literal.end() - from;
        nodes = Math.max(0, literal.nodesLeft());
        return read;
    }

    private void add(String place, String name, JsonNode data) {
        if (data != null && data.isContainerNode() && islands.size() < MOST_ISLANDS) {
            var shown = name.isEmpty() || place.startsWith("[") ? place : place + " " + name;
            islands.add(new Island(shown, name, FlatState.unfolded(data)));
        }
    }

    /** What a literal is assigned to, or handed to; empty where it stands elsewhere. */
    private static Optional<String> name(String text, int at) {
        int i = before(text, at);
        char c = i < 0 ? ' ' : text.charAt(i);
        if (c == ',') {
            var view = VIEW.matcher(text.substring(Math.max(0, at - LONGEST_NAME), at));
            return view.find() ? Optional.of(view.group(1)) : Optional.empty();
        }
        boolean assigned = c == '=' && i > 0 && "=!<>+".indexOf(text.charAt(i - 1)) < 0;
        if (!assigned && c != '(') {
            return Optional.empty();
        }
        int to = before(text, i) + 1;
        int from = to;
        while (from > 0 && to - from < LONGEST_NAME && isPath(text.charAt(from - 1))) {
            from--;
        }
        return Optional.of(text.substring(from, to));
    }

    private static int before(String text, int at) {
        int i = at - 1;
        while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i;
    }

    private static boolean isPath(char c) {
        return ScriptLiteral.isName(c) || c == '.' || c == '-';
    }

    /** JSON in the attributes of elements. */
    private void attributes(List<StartTag.Data> attributes) {
        var plain = bytes.plain();
        var prices = new Mentions(plain, PRICES);
        for (var attribute : attributes) {
            if (prices.within(attribute.from(), attribute.to())) {
                int end = TagAttributes.nameEnd(plain, attribute.nameFrom(), plain.indexOf('=', attribute.nameFrom()));
                var name = plain.substring(attribute.nameFrom(), end);
                add(
                        "[" + name + "]",
                        name,
                        literal(bytes.words(attribute.from(), attribute.to()), 0)
                                .orElse(null));
            }
        }
    }
}
