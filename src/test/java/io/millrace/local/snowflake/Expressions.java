package io.millrace.local.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads expressions, and writes them as DuckDB takes them. One for each statement. */
final class Expressions {
    /** What stands for a staged file's column until the file is known. */
    static final String STAGED_BEGIN = "\u0001";

    static final String STAGED_END = "\u0002";
    static final String FILE_NAME = "METADATA$FILENAME";
    static final String ROW_NUMBER = "METADATA$FILE_ROW_NUMBER";

    /** The whole of a staged row. */
    static final String ROW = "$1";

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> WINDOWED =
            Set.of("ROW_NUMBER", "LAG", "LEAD", "SUM", "COUNT", "MAX", "MIN", "FIRST_VALUE", "LAST_VALUE", "RANK");

    private final Tokens tokens;
    private final Queries queries;

    Expressions(Tokens tokens, Queries queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    String next() {
        var sql = and();
        while (tokens.accept("OR")) {
            sql = "(" + sql + " OR " + and() + ")";
        }
        return sql;
    }

    List<String> list() {
        var all = new ArrayList<String>();
        do {
            all.add(next());
        } while (tokens.accept(","));
        return all;
    }

    private String and() {
        var sql = not();
        while (tokens.accept("AND")) {
            sql = "(" + sql + " AND " + not() + ")";
        }
        return sql;
    }

    private String not() {
        return tokens.accept("NOT") ? "(NOT " + not() + ")" : comparison();
    }

    private String comparison() {
        var sql = sum();
        while (true) {
            if (tokens.is(Tokens.Kind.SYMBOL)
                    && COMPARISONS.contains(tokens.peek().text())) {
                sql = "(" + sql + " " + tokens.next().text() + " " + sum() + ")";
            } else if (tokens.accept("IS")) {
                var not = tokens.accept("NOT") ? "NOT " : "";
                if (tokens.accept("NULL")) {
                    sql = "(" + sql + " IS " + not + "NULL)";
                } else {
                    tokens.expect("DISTINCT", "FROM");
                    sql = "(" + sql + " IS " + not + "DISTINCT FROM " + sum() + ")";
                }
            } else if (tokens.are("NOT", "IN") || tokens.are("IN")) {
                var not = tokens.accept("NOT") ? "NOT " : "";
                tokens.expect("IN", "(");
                sql = "(" + sql + " " + not + "IN (" + (queries.isNext() ? queries.next() : String.join(", ", list()))
                        + "))";
                tokens.expect(")");
            } else if (tokens.accept("BETWEEN")) {
                var from = sum();
                tokens.expect("AND");
                sql = "(" + sql + " BETWEEN " + from + " AND " + sum() + ")";
            } else if (tokens.accept("LIKE")) {
                sql = "(" + sql + " LIKE " + sum() + ")";
            } else {
                return sql;
            }
        }
    }

    private String sum() {
        var sql = product();
        while (tokens.are("+") || tokens.are("-") || tokens.are("||")) {
            sql = "(" + sql + " " + tokens.next().text() + " " + product() + ")";
        }
        return sql;
    }

    private String product() {
        var sql = signed();
        while (tokens.are("*") || tokens.are("/") || tokens.are("%")) {
            sql = "(" + sql + " " + tokens.next().text() + " " + signed() + ")";
        }
        return sql;
    }

    private String signed() {
        return tokens.accept("-") ? "(-" + signed() + ")" : cast();
    }

    private String cast() {
        var sql = path();
        while (tokens.accept("::")) {
            sql = "CAST(" + sql + " AS " + Types.next(tokens) + ")";
        }
        return sql;
    }

    /** A value, and what is in it: a column of a staged file, or a part of a VARIANT. */
    private String path() {
        if (tokens.is(Tokens.Kind.COLUMN)) {
            if (!tokens.next().text().equals("$1")) {
                throw SnowflakeFault.invalid("Parquet files have one column, $1");
            }
            if (!tokens.accept(":")) {
                return STAGED_BEGIN + ROW + STAGED_END;
            }
            return STAGED_BEGIN + field() + STAGED_END;
        }
        var sql = primary();
        if (!tokens.are(":")) {
            return sql;
        }
        var path = new StringBuilder("$");
        tokens.expect(":");
        path.append(".\"").append(field()).append('"');
        while (tokens.accept(".")) {
            path.append(".\"").append(field()).append('"');
        }
        // A text is unwrapped by the cast that Snowflake would want; without one it stays JSON.
        return (tokens.are("::") ? "json_extract_string(" : "json_extract(") + sql + ", " + Names.text(path.toString())
                + ")";
    }

    /** A name inside of JSON, whose case counts. */
    private String field() {
        if (tokens.is(Tokens.Kind.QUOTED)) {
            var quoted = tokens.next().text();
            return quoted.substring(1, quoted.length() - 1);
        }
        if (!tokens.is(Tokens.Kind.WORD)) {
            throw tokens.unexpected();
        }
        return tokens.next().text();
    }

    private String primary() {
        if (tokens.is(Tokens.Kind.NUMBER)) {
            return tokens.next().text();
        }
        if (tokens.is(Tokens.Kind.TEXT)) {
            return Names.text(tokens.text());
        }
        if (tokens.accept("NULL")) {
            return "NULL";
        }
        if (tokens.accept("TRUE")) {
            return "true";
        }
        if (tokens.accept("FALSE")) {
            return "false";
        }
        if (tokens.accept("(")) {
            var inside = queries.isNext() ? queries.next() : next();
            tokens.expect(")");
            return "(" + inside + ")";
        }
        if (tokens.accept("CASE")) {
            return choice();
        }
        if (tokens.accept("CAST", "(")) {
            var sql = "CAST(" + next();
            tokens.expect("AS");
            sql += " AS " + Types.next(tokens) + ")";
            tokens.expect(")");
            return sql;
        }
        if (tokens.accept("EXISTS", "(")) {
            var sql = "EXISTS (" + queries.next() + ")";
            tokens.expect(")");
            return sql;
        }
        if (tokens.are("DATE") && tokens.peek(1).kind() == Tokens.Kind.TEXT) {
            tokens.next();
            return "DATE " + Names.text(tokens.text());
        }
        if (tokens.is(Tokens.Kind.WORD)
                && tokens.peek(1).kind() == Tokens.Kind.SYMBOL
                && tokens.peek(1).text().equals("(")) {
            return call();
        }
        return column();
    }

    private String choice() {
        var sql = new StringBuilder("CASE");
        if (!tokens.are("WHEN")) {
            sql.append(' ').append(next());
        }
        while (tokens.accept("WHEN")) {
            sql.append(" WHEN ").append(next());
            tokens.expect("THEN");
            sql.append(" THEN ").append(next());
        }
        if (tokens.accept("ELSE")) {
            sql.append(" ELSE ").append(next());
        }
        tokens.expect("END");
        return sql + " END";
    }

    private String column() {
        if (tokens.accept("METADATA$START_SCAN_TIME")) {
            return "now()";
        }
        if (tokens.are(FILE_NAME) || tokens.are(ROW_NUMBER)) {
            return STAGED_BEGIN + tokens.next().text().toUpperCase(Locale.ROOT) + STAGED_END;
        }
        var sql = new StringBuilder(Names.quoted(Names.plain(tokens)));
        while (tokens.accept(".")) {
            sql.append('.').append(Names.quoted(Names.plain(tokens)));
        }
        return sql.toString();
    }

    private String call() {
        var at = tokens.peek();
        var name = tokens.next().text().toUpperCase(Locale.ROOT);
        tokens.expect("(");
        var arguments = new ArrayList<String>();
        if (tokens.accept("*")) {
            arguments.add("*");
        } else if (!tokens.are(")")) {
            var distinct = tokens.accept("DISTINCT") ? "DISTINCT " : "";
            list().forEach(argument -> arguments.add(distinct + argument));
        }
        tokens.expect(")");
        var sql = Functions.call(name, arguments)
                .orElseThrow(() -> new SnowflakeFault(
                        "002140",
                        "42601",
                        "SQL compilation error: error line " + at.line() + " at position " + at.position()
                                + "\nUnknown function " + name + "."));
        return WINDOWED.contains(name) && tokens.accept("OVER", "(") ? sql + " OVER (" + window() + ")" : sql;
    }

    private String window() {
        var sql = "";
        if (tokens.accept("PARTITION", "BY")) {
            sql = "PARTITION BY " + String.join(", ", list());
        }
        if (tokens.accept("ORDER", "BY")) {
            sql += " ORDER BY " + order();
        }
        if (tokens.accept("ROWS", "BETWEEN", "UNBOUNDED", "PRECEDING", "AND", "CURRENT", "ROW")) {
            sql += " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
        }
        tokens.expect(")");
        return sql;
    }

    /** Snowflake has NULL as the greatest value where nothing else is said. */
    String order() {
        var all = new ArrayList<String>();
        do {
            var by = next();
            var descending = tokens.accept("DESC");
            if (!descending) {
                tokens.accept("ASC");
            }
            var nullsLast = !descending;
            if (tokens.accept("NULLS", "LAST")) {
                nullsLast = true;
            } else if (tokens.accept("NULLS", "FIRST")) {
                nullsLast = false;
            }
            all.add(by + (descending ? " DESC" : "") + (nullsLast ? " NULLS LAST" : " NULLS FIRST"));
        } while (tokens.accept(","));
        return String.join(", ", all);
    }
}
