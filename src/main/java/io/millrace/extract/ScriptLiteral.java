package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;

/**
 * Reads the literals that scripts hold their data in: JSON, and what JavaScript allows besides. Nothing is evaluated: a
 * value that would have to be is missing. Time grows linearly with what is read.
 */
final class ScriptLiteral {
    /** Deeper nesting is no product data. */
    private static final int DEEPEST = 60;

    private static final int LONGEST_NUMBER = 24;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** Ends reading what is no literal. */
    private static final class NoLiteral extends RuntimeException {
        NoLiteral() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int nodes;
    private int at;
    private int depth;

    /** Begins at a place of a text, and reads at most so many values. */
    ScriptLiteral(String text, int from, int mostNodes) {
        this.text = text;
        this.at = from;
        this.nodes = mostNodes;
    }

    /** The object, array or string that begins here, or null where there is none to its end. */
    JsonNode read() {
        try {
            return switch (peek()) {
                case '{' -> object();
                case '[' -> array();
                case '"', '\'', '`' -> NODES.textNode(string());
                default -> null;
            };
        } catch (NoLiteral e) {
            return null;
        }
    }

    /** Behind what was read. */
    int end() {
        return at;
    }

    /** How many values may still be read. */
    int nodesLeft() {
        return nodes;
    }

    private JsonNode object() {
        var object = NODES.objectNode();
        enter();
        while (skipSpace() != '}') {
            char c = peek();
            if (c == ',') {
                at++;
            } else if (c == '.') {
                skipExpression();
            } else {
                var key = c == '"' || c == '\'' ? string() : identifier();
                char next = skipSpace();
                if (next == ':') {
                    at++;
                    var value = value();
                    if (value != null) {
                        object.set(key, value);
                    }
                } else if (next != ',' && next != '}') {
                    throw new NoLiteral();
                }
            }
        }
        leave();
        return object;
    }

    private JsonNode array() {
        var array = NODES.arrayNode();
        enter();
        while (skipSpace() != ']') {
            if (peek() == ',') {
                at++;
            } else {
                var value = value();
                array.add(value == null ? NODES.nullNode() : value);
                if (skipSpace() != ',' && peek() != ']') {
                    throw new NoLiteral();
                }
            }
        }
        leave();
        return array;
    }

    private void enter() {
        at++;
        if (++depth > DEEPEST) {
            throw new NoLiteral();
        }
    }

    private void leave() {
        at++;
        depth--;
    }

    /** The value that stands here; null where it is none that is written out. */
    private JsonNode value() {
        if (--nodes < 0) {
            throw new NoLiteral();
        }
        var value = written(skipSpace());
        char next = skipSpace();
        if (next != ',' && next != '}' && next != ']' && next != ')') {
            skipExpression();
            return null;
        }
        return value;
    }

    private JsonNode written(char c) {
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"' || c == '\'' || c == '`') {
            return NODES.textNode(string());
        }
        if (c == '!' && at + 1 < text.length() && (text.charAt(at + 1) == '0' || text.charAt(at + 1) == '1')) {
            at += 2;
            return NODES.booleanNode(text.charAt(at - 1) == '0');
        }
        if (c == '-' || c == '.' || c >= '0' && c <= '9') {
            return number();
        }
        if (!isName(c)) {
            skipExpression();
            return null;
        }
        return named(identifier());
    }

    private JsonNode named(String name) {
        switch (name) {
            case "true", "false":
                return NODES.booleanNode(name.equals("true"));
            case "parseFloat", "Number", "String", "parseInt":
                return skipSpace() == '(' ? converted() : null;
            case "function":
                throw new NoLiteral();
            default:
                return null;
        }
    }

    /** What stands between the brackets of a conversion. */
    private JsonNode converted() {
        at++;
        var value = value();
        if (skipSpace() != ')') {
            skipExpression();
            return null;
        }
        at++;
        return value;
    }

    private JsonNode number() {
        int from = at;
        while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '.' || at == from)) {
            at++;
        }
        try {
            var written = text.substring(from, at);
            // An exponent could ask for more digits than there is memory.
            boolean plain = at - from <= LONGEST_NUMBER && written.chars().noneMatch(Character::isLetter);
            return plain ? NODES.numberNode(new BigDecimal(written)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String identifier() {
        int from = at;
        while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '-' && at > from)) {
            at++;
        }
        if (at == from) {
            throw new NoLiteral();
        }
        return text.substring(from, at);
    }

    private String string() {
        char quote = text.charAt(at++);
        int from = at;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == quote) {
            return text.substring(from, at++);
        }
        var string = new StringBuilder(text.substring(from, at));
        while (peek() != quote) {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r', 't', 'b', 'f' -> ' ';
            case 'u' -> code(4, c);
            case 'x' -> code(2, c);
            default -> c;
        };
    }

    private char code(int digits, char otherwise) {
        if (at + digits > text.length()) {
            throw new NoLiteral();
        }
        int code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) {
                return otherwise;
            }
            code = code * 16 + digit;
        }
        at += digits;
        return (char) code;
    }

    /** Goes to the mark behind an expression that is not looked at. What has code in it is no data. */
    private void skipExpression() {
        int open = 0;
        boolean operand = true;
        while (true) {
            char c = skipSpace();
            if (c == '"' || c == '\'' || c == '`') {
                string();
            } else if (isName(c)) {
                if (identifier().equals("function")) {
                    throw new NoLiteral();
                }
            } else if (open == 0 && (c == ',' || c == '}' || c == ']' || c == ')')) {
                return;
            } else if (c == ';' || c == '/' && operand || c == '=' && text.startsWith("=>", at)) {
                throw new NoLiteral();
            } else {
                open += c == '{' || c == '[' || c == '(' ? 1 : c == '}' || c == ']' || c == ')' ? -1 : 0;
                at++;
            }
            operand = c == '(' || c == ',' || c == '=' || c == ':';
        }
    }

    /** The next character that is neither space nor comment. */
    private char skipSpace() {
        while (true) {
            char c = peek();
            if (c == '/' && text.startsWith("//", at)) {
                at = behind("\n");
            } else if (c == '/' && text.startsWith("/*", at)) {
                at = behind("*/");
            } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
                at++;
            } else {
                return c;
            }
        }
    }

    private int behind(String mark) {
        int end = text.indexOf(mark, at);
        if (end < 0) {
            // Looked through to its end, which counts as read.
            at = text.length();
            throw new NoLiteral();
        }
        return end + mark.length();
    }

    private char peek() {
        if (at >= text.length()) {
            throw new NoLiteral();
        }
        return text.charAt(at);
    }

    static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
