package io.millrace.local.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A statement's words, read from left to right. Not thread-safe. */
final class Tokens {
    enum Kind {
        FILE,
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        COLUMN,
        STAGE,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text, int line, int position) {}

    private static final Pattern TOKEN = Pattern.compile("(?<blank>\\s+|--[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<file>file://[^\\s']+)"
            + "|(?<word>[A-Za-z_][A-Za-z0-9_$]*)"
            + "|(?<quoted>\"(?:[^\"]|\"\")+\")"
            + "|(?<text>'(?:[^'\\\\]|''|\\\\.)*')"
            + "|(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)"
            + "|(?<column>\\$\\d+)"
            + "|(?<stage>@[A-Za-z0-9_%~$./=-]+)"
            + "|(?<symbol>::|<>|!=|<=|>=|=>|\\|\\||:=|[-+*/%(),.;:=<>\\[\\]])");

    private final List<Token> all = new ArrayList<>();
    private int at;

    Tokens(String sql) {
        var matcher = TOKEN.matcher(sql);
        var from = 0;
        while (from < sql.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw SnowflakeFault.syntax(line(sql, from), column(sql, from), String.valueOf(sql.charAt(from)));
            }
            for (var kind : Kind.values()) {
                var name = kind.name().toLowerCase(Locale.ROOT);
                if (kind != Kind.END && matcher.group(name) != null) {
                    all.add(new Token(kind, matcher.group(name), line(sql, from), column(sql, from)));
                }
            }
            from = matcher.end();
        }
        all.add(new Token(Kind.END, "<EOF>", line(sql, from), column(sql, from)));
    }

    private static int line(String sql, int at) {
        return 1 + (int) sql.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private static int column(String sql, int at) {
        return at - sql.substring(0, at).lastIndexOf('\n') - 1;
    }

    Token peek() {
        return all.get(at);
    }

    Token peek(int ahead) {
        return all.get(Math.min(at + ahead, all.size() - 1));
    }

    Token next() {
        return all.get(at++);
    }

    SnowflakeFault unexpected() {
        return SnowflakeFault.syntax(peek().line(), peek().position(), peek().text());
    }

    boolean is(Kind kind) {
        return peek().kind() == kind;
    }

    /** Whether these words, or signs, come next. */
    boolean are(String... words) {
        for (var i = 0; i < words.length; i++) {
            var token = peek(i);
            if (token.kind() != Kind.WORD && token.kind() != Kind.SYMBOL
                    || !token.text().equalsIgnoreCase(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Takes them, if they come next. */
    boolean accept(String... words) {
        if (!are(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    void expect(String... words) {
        for (var word : words) {
            if (!accept(word)) {
                throw unexpected();
            }
        }
    }

    /** A text in quotation marks, as it is meant. */
    String text() {
        if (!is(Kind.TEXT)) {
            throw unexpected();
        }
        var raw = next().text();
        return raw.substring(1, raw.length() - 1).replace("''", "'").replaceAll("\\\\(.)", "$1");
    }

    int number() {
        if (!is(Kind.NUMBER)) {
            throw unexpected();
        }
        return Integer.parseInt(next().text());
    }

    void end() {
        accept(";");
        if (!is(Kind.END)) {
            throw unexpected();
        }
    }
}
