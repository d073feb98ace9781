package io.millrace.local.redshift;

import io.millrace.local.redshift.Tokens.Kind;
import java.util.List;
import java.util.Locale;

/** Values and conditions. What Redshift has not is not in it: FILTER, IS DISTINCT FROM, casts of a boolean to a text. */
final class ExpressionGrammar {
    private static final int MOST_BYTES = 65_535;
    private static final int MOST_DIGITS = 38;

    private final Tokens tokens;
    private final QueryGrammar queries;

    ExpressionGrammar(Tokens tokens, QueryGrammar queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    void condition() {
        do {
            conjunction();
        } while (tokens.accept("OR"));
    }

    private void conjunction() {
        do {
            negation();
        } while (tokens.accept("AND"));
    }

    private void negation() {
        tokens.accept("NOT");
        if (tokens.accept("EXISTS")) {
            tokens.expect("(");
            queries.correlated();
            tokens.expect(")");
            return;
        }
        comparison();
    }

    private void comparison() {
        sum();
        if (tokens.accept("IS")) {
            tokens.accept("NOT");
            tokens.expect("NULL");
        } else if (tokens.isNext("NOT", "IN") || tokens.isNext("IN")) {
            tokens.accept("NOT");
            tokens.expect("IN", "(");
            if (tokens.isNext("SELECT")) {
                queries.query();
            } else {
                values();
            }
            tokens.expect(")");
        } else if (tokens.accept("=", "ANY")) {
            tokens.expect("(");
            sum();
            tokens.expect(")");
        } else if (isComparing()) {
            sum();
        }
    }

    private boolean isComparing() {
        for (var sign : new String[] {"=", "<>", "!=", "<=", ">=", "<", ">", "LIKE"}) {
            if (tokens.accept(sign)) {
                return true;
            }
        }
        return false;
    }

    void values() {
        do {
            condition();
        } while (tokens.accept(","));
    }

    private void sum() {
        do {
            product();
        } while (tokens.accept("+") || tokens.accept("-") || tokens.accept("||"));
    }

    private void product() {
        do {
            tokens.accept("-");
            primary();
        } while (tokens.accept("*") || tokens.accept("/") || tokens.accept("%"));
    }

    private void primary() {
        var next = tokens.peek();
        if (next.kind() == Kind.TEXT || next.kind() == Kind.NUMBER) {
            tokens.expect(next.kind());
        } else if (tokens.accept("TRUE") || tokens.accept("FALSE") || tokens.accept("NULL")) {
            return;
        } else if (tokens.accept("(")) {
            if (tokens.isNext("SELECT")) {
                queries.query();
            } else {
                condition();
            }
            tokens.expect(")");
        } else if (tokens.accept("CASE")) {
            choice();
        } else if (tokens.accept("CAST")) {
            tokens.expect("(");
            condition();
            tokens.expect("AS");
            type();
            tokens.expect(")");
        } else if ((tokens.isNext("DATE") || tokens.isNext("TIMESTAMP"))
                && tokens.peek(1).kind() == Kind.TEXT) {
            tokens.expect(Kind.WORD);
            tokens.text();
        } else if (tokens.isNext("INTERVAL") && tokens.peek(1).kind() == Kind.TEXT) {
            tokens.expect(Kind.WORD);
            tokens.text();
        } else if (tokens.accept("EXTRACT")) {
            tokens.expect("(", "EPOCH", "FROM");
            condition();
            tokens.expect(")");
        } else if (next.kind() == Kind.WORD && tokens.peek(1).is("(")) {
            call();
        } else {
            column();
        }
    }

    private void choice() {
        tokens.expect("WHEN");
        do {
            condition();
            tokens.expect("THEN");
            condition();
        } while (tokens.accept("WHEN"));
        if (tokens.accept("ELSE")) {
            condition();
        }
        tokens.expect("END");
    }

    private void call() {
        var function = tokens.peek().text().toLowerCase(Locale.ROOT);
        if (!Words.FUNCTIONS.contains(function)) {
            throw new RefusedSql("42883", "function " + function + " does not exist");
        }
        if (function.equals("json_serialize")) {
            // In PostgreSQL the word is one of its grammar.
            tokens.mute(() -> tokens.expect(Kind.WORD));
            tokens.write("super_text");
        } else {
            tokens.expect(Kind.WORD);
        }
        tokens.expect("(");
        if (!tokens.accept("*") && !tokens.isNext(")")) {
            tokens.accept("DISTINCT");
            values();
        }
        tokens.expect(")");
        if (tokens.accept("OVER")) {
            tokens.expect("(");
            if (tokens.accept("PARTITION", "BY")) {
                values();
            }
            queries.order();
            tokens.accept("ROWS", "BETWEEN", "UNBOUNDED", "PRECEDING", "AND", "CURRENT", "ROW");
            tokens.expect(")");
        }
    }

    /** A column, a column of a table, or what a SUPER of it has under a name. */
    String column() {
        var name = tokens.name();
        if (tokens.accept(".")) {
            name = tokens.name();
        }
        if (tokens.isNext(".")) {
            tokens.mute(() -> {
                tokens.expect(".");
                tokens.expect(Kind.WORD);
            });
            tokens.write("->> '" + tokens.last().text() + "'");
        }
        return name;
    }

    /** A type, as it is written. */
    String type() {
        if (tokens.accept("VARCHAR")) {
            return length();
        }
        if (tokens.accept("NUMERIC") || tokens.accept("DECIMAL")) {
            tokens.expect("(");
            var digits = tokens.number();
            tokens.expect(",");
            var scale = tokens.number();
            tokens.expect(")");
            if (digits > MOST_DIGITS) {
                throw RefusedSql.syntax("a NUMERIC has at most " + MOST_DIGITS + " digits");
            }
            return "NUMERIC(" + digits + "," + scale + ")";
        }
        for (var type : List.of("INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP", "SUPER")) {
            if (tokens.accept(type)) {
                return type;
            }
        }
        tokens.expect("DOUBLE", "PRECISION");
        return "DOUBLE PRECISION";
    }

    private String length() {
        if (!tokens.accept("(")) {
            return "VARCHAR(256)";
        }
        var bytes = tokens.number();
        tokens.expect(")");
        if (bytes > MOST_BYTES) {
            throw RefusedSql.syntax("a VARCHAR has at most " + MOST_BYTES + " bytes, not " + bytes);
        }
        return "VARCHAR(" + bytes + ")";
    }
}
