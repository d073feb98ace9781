package io.millrace.extract;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.parser.Parser;

/** Reads the JSON of web pages, which is often almost JSON. */
final class LooseJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_MISSING_VALUES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A price keeps the zeros it was written with.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private LooseJson() {}

    /** All values that can be read; empty where none can. */
    static List<JsonNode> read(String text) {
        var plain = text.replace("<![CDATA[", " ")
                .replace("]]>", " ")
                .replace("<!--", " ")
                .replace("-->", " ");
        var nodes = values(plain);
        if (nodes.isEmpty() && plain.contains("&quot;")) {
            nodes = values(Parser.unescapeEntities(plain, false));
        }
        return nodes.isEmpty() ? values(withQuotesEscaped(plain)) : nodes;
    }

    private static List<JsonNode> values(String text) {
        var nodes = new ArrayList<JsonNode>();
        // What follows the last whole value (a semicolon, a half block) costs nothing of what was read before.
        try (var parser = MAPPER.createParser(text)) {
            var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(parser);
            while (values.hasNextValue()) {
                var node = values.nextValue();
                if (node != null && node.isContainerNode()) {
                    nodes.add(node);
                }
            }
        } catch (IOException e) {
            return nodes;
        }
        return nodes;
    }

    /** Escapes quotes that stand inside strings: one that ends a string is followed by a mark of JSON. */
    private static String withQuotesEscaped(String text) {
        var repaired = new StringBuilder(text.length());
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && inside && i + 1 < text.length()) {
                repaired.append(c).append(text.charAt(++i));
            } else if (c != '"') {
                repaired.append(c);
            } else if (!inside || closes(text, i + 1)) {
                inside = !inside;
                repaired.append(c);
            } else {
                repaired.append("\\\"");
            }
        }
        return repaired.toString();
    }

    private static boolean closes(String text, int from) {
        int i = from;
        while (i < text.length() && i < from + 100 && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i == text.length() || ",:}]".indexOf(text.charAt(i)) >= 0;
    }
}
