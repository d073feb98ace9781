package io.millrace.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the part of PromQL that rules and dashboard use, strictly: whatever else stands there is refused with its place.
 * Checked by hand against {@code promtool check rules}.
 */
final class PromQl {
    /** A metric that is asked for, and the labels that its braces or an aggregation around it name. */
    record Use(String metric, Set<String> labels) {}

    private static final Pattern TOKEN = Pattern.compile("\\s*(?<token>[a-zA-Z_][a-zA-Z0-9_]*|[0-9]+(?:\\.[0-9]+)?"
            + "|\"(?:[^\"\\\\]|\\\\.)*\"|\\[[0-9]+[smhd]\\]|=~|!~|!=|==|>=|<=|[-+*/<>=(){},])");

    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg", "count");
    private static final Set<String> RANGED = Set.of("rate", "increase", "delta");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "==", "!=", ">", "<", ">=", "<=", "or", "and", "unless");

    private static final Set<String> MATCHES = Set.of("=", "!=", "=~", "!~");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private int at;

    private PromQl(String text) {
        this.text = text;
        var matcher = TOKEN.matcher(text.strip());
        var end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group("token"));
            end = matcher.end();
            matcher.region(end, matcher.regionEnd());
        }
        if (end != text.strip().length()) {
            throw new AssertionError("no PromQL at \"" + text.strip().substring(end) + "\" of " + text);
        }
    }

    /** What an expression asks for. */
    static List<Use> read(String text) {
        var query = new PromQl(text);
        query.expression();
        if (query.at != query.tokens.size()) {
            throw query.wrong("the end");
        }
        return List.copyOf(query.uses);
    }

    private void expression() {
        operand();
        while (OPERATORS.contains(peek())) {
            at++;
            operand();
        }
    }

    private void operand() {
        var token = next();
        if (token.equals("(")) {
            expression();
            expect(")");
        } else if (AGGREGATIONS.contains(token)) {
            aggregation();
        } else if (RANGED.contains(token)) {
            expect("(");
            selector(next());
            if (!next().startsWith("[")) {
                throw wrong("a range");
            }
            expect(")");
        } else if (token.equals("absent")) {
            expect("(");
            selector(next());
            expect(")");
        } else if (token.equals("time")) {
            expect("(");
            expect(")");
        } else if (Character.isLetter(token.charAt(0))) {
            selector(token);
        } else if (!Character.isDigit(token.charAt(0))) {
            throw wrong("an operand");
        }
    }

    private void aggregation() {
        var labels = new TreeSet<String>();
        if (peek().equals("by")) {
            at++;
            expect("(");
            do {
                labels.add(name(next()));
            } while (next().equals(","));
            at--;
            expect(")");
        }
        var first = uses.size();
        expect("(");
        expression();
        expect(")");
        for (var i = first; i < uses.size(); i++) {
            uses.get(i).labels().addAll(labels);
        }
    }

    private void selector(String metric) {
        var labels = new TreeSet<String>();
        if (peek().equals("{")) {
            do {
                at++;
                labels.add(name(next()));
                if (!MATCHES.contains(next()) || !next().startsWith("\"")) {
                    throw wrong("a match with a text");
                }
            } while (peek().equals(","));
            expect("}");
        }
        uses.add(new Use(name(metric), labels));
    }

    private String name(String token) {
        if (!token.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw wrong("a name");
        }
        return token;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at == tokens.size()) {
            throw wrong("more");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw wrong(token);
        }
    }

    private AssertionError wrong(String expected) {
        return new AssertionError("expected " + expected + " before "
                + tokens.subList(Math.max(0, at - 1), tokens.size()) + " of " + text);
    }
}
