package io.millrace.local.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A statement's tokens, taken one after the other and written again as PostgreSQL is to see them. Not thread-safe. */
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s+|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<name>\"(?:[^\"]|\"\")+\")|(?<text>'(?:[^']|'')*')"
                    + "|(?<number>\\d+(?:\\.\\d+)?)|(?<sign>::|<>|!=|<=|>=|\\|\\||[-+*/%=<>(),.])");

    enum Kind {
        WORD,
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private int next;
    private int muted;

    Tokens(String sql) {
        this.sql = sql;
        var matcher = TOKEN.matcher(sql);
        for (var at = 0; at < sql.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw RefusedSql.syntax(
                        "syntax error at \"" + sql.substring(at, Math.min(at + 20, sql.length())) + "\" in " + sql);
            }
            for (var kind : new Kind[] {Kind.WORD, Kind.NAME, Kind.TEXT, Kind.NUMBER, Kind.SIGN}) {
                var text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (text != null) {
                    expectPlain(kind, text);
                    tokens.add(new Token(kind, text));
                }
            }
        }
    }

    /** A backslash escapes in Redshift, and stands for itself in PostgreSQL. */
    private void expectPlain(Kind kind, String text) {
        if (kind == Kind.TEXT && text.contains("\\")) {
            throw RefusedSql.syntax("a backslash in the literal " + text + " of " + sql);
        }
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : new Token(Kind.END, "the end");
    }

    /** The one that was taken last. */
    Token last() {
        return tokens.get(next - 1);
    }

    boolean isNext(String... words) {
        for (var i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Takes these words if they are next. */
    boolean accept(String... words) {
        if (!isNext(words)) {
            return false;
        }
        for (var word : words) {
            take();
        }
        return true;
    }

    void expect(String... words) {
        for (var word : words) {
            if (!accept(word)) {
                throw unexpected(word);
            }
        }
    }

    Token expect(Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected(kind.name().toLowerCase(Locale.ROOT));
        }
        return take();
    }

    /** A name, quoted or not; as it is in the catalog. */
    String name() {
        if (peek().kind() == Kind.NAME) {
            var text = take().text();
            return text.substring(1, text.length() - 1).replace("\"\"", "\"");
        }
        if (Words.RESERVED.contains(peek().text().toLowerCase(Locale.ROOT))) {
            throw unexpected("a name");
        }
        return expect(Kind.WORD).text().toLowerCase(Locale.ROOT);
    }

    String text() {
        var text = expect(Kind.TEXT).text();
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    long number() {
        return Long.parseLong(expect(Kind.NUMBER).text());
    }

    void end() {
        if (peek().kind() != Kind.END) {
            throw unexpected("the end");
        }
    }

    RefusedSql unexpected(String expected) {
        return RefusedSql.syntax(
                "syntax error at or near \"" + peek().text() + "\", expected " + expected + ", in " + sql);
    }

    /** Takes what the action takes without writing it. */
    void mute(Runnable action) {
        muted++;
        action.run();
        muted--;
    }

    /** Writes what was not there. */
    void write(String text) {
        if (muted == 0) {
            out.append(out.isEmpty() ? "" : " ").append(text);
        }
    }

    private Token take() {
        var token = tokens.get(next++);
        write(token.text());
        return token;
    }

    /** As PostgreSQL is to see what was taken. */
    String written() {
        return out.toString();
    }
}
