package io.millrace.local.snowflake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads queries, and writes them as DuckDB takes them. One for each statement. */
final class Queries {
    private static final Pattern STAGED = Pattern.compile(Expressions.STAGED_BEGIN + "(.*?)" + Expressions.STAGED_END);

    private final Tokens tokens;
    private final StageFiles stages;
    private final Expressions expressions;

    Queries(Tokens tokens, StageFiles stages) {
        this.tokens = tokens;
        this.stages = stages;
        this.expressions = new Expressions(tokens, this);
    }

    Expressions expressions() {
        return expressions;
    }

    boolean isNext() {
        return tokens.are("SELECT") || tokens.are("WITH");
    }

    String next() {
        var sql = new StringBuilder();
        if (tokens.accept("WITH")) {
            var parts = new ArrayList<String>();
            do {
                var name = Names.quoted(Names.plain(tokens));
                tokens.expect("AS", "(");
                parts.add(name + " AS (" + next() + ")");
                tokens.expect(")");
            } while (tokens.accept(","));
            sql.append("WITH ").append(String.join(", ", parts)).append(' ');
        }
        sql.append(select());
        while (tokens.accept("UNION", "ALL")) {
            sql.append(" UNION ALL ").append(select());
        }
        if (tokens.accept("ORDER", "BY")) {
            sql.append(" ORDER BY ").append(tokens.accept("ALL") ? "ALL" : expressions.order());
        }
        if (tokens.accept("LIMIT")) {
            sql.append(" LIMIT ").append(tokens.number());
        }
        return sql.toString();
    }

    private String select() {
        tokens.expect("SELECT");
        var sql = new StringBuilder("SELECT ");
        if (tokens.accept("DISTINCT")) {
            sql.append("DISTINCT ");
        }
        sql.append(String.join(", ", items()));
        Map<String, String> staged = Map.of();
        if (tokens.accept("FROM")) {
            staged = new HashMap<>();
            sql.append(" FROM ").append(tables(staged));
        }
        clause(sql, "WHERE");
        if (tokens.accept("GROUP", "BY")) {
            sql.append(" GROUP BY ").append(String.join(", ", expressions.list()));
        }
        clause(sql, "HAVING");
        clause(sql, "QUALIFY");
        return withStaged(sql.toString(), staged);
    }

    private void clause(StringBuilder sql, String word) {
        if (tokens.accept(word)) {
            sql.append(' ').append(word).append(' ').append(expressions.next());
        }
    }

    /** Puts in the columns of the staged files, now that they are known; those that they lack are NULL. */
    private static String withStaged(String sql, Map<String, String> columns) {
        return STAGED.matcher(sql).replaceAll(match -> {
            if (columns.isEmpty()) {
                throw SnowflakeFault.invalid("$1 is a column of staged files alone");
            }
            return Matcher.quoteReplacement(columns.getOrDefault(match.group(1), "NULL"));
        });
    }

    private List<String> items() {
        var items = new ArrayList<String>();
        do {
            items.add(item());
        } while (tokens.accept(","));
        return items;
    }

    private String item() {
        if (tokens.accept("*")) {
            return "*";
        }
        if (Names.isNext(tokens)
                && tokens.peek(1).text().equals(".")
                && tokens.peek(2).text().equals("*")) {
            var name = Names.quoted(Names.plain(tokens));
            tokens.expect(".", "*");
            return name + ".*";
        }
        var sql = expressions.next();
        return tokens.accept("AS") || Names.isNext(tokens) ? sql + " AS " + Names.quoted(Names.plain(tokens)) : sql;
    }

    private String tables(Map<String, String> staged) {
        var sql = new StringBuilder(table(staged));
        while (true) {
            if (tokens.accept(",", "LATERAL", "FLATTEN", "(")) {
                sql.append(", ").append(flattened());
            } else if (tokens.accept(",")) {
                sql.append(", ").append(table(staged));
            } else if (tokens.accept("CROSS", "JOIN")) {
                sql.append(" CROSS JOIN ").append(table(staged));
            } else if (tokens.accept("LEFT", "JOIN") || tokens.accept("LEFT", "OUTER", "JOIN")) {
                sql.append(" LEFT JOIN ").append(outer(table(staged), condition()));
            } else if (tokens.accept("JOIN") || tokens.accept("INNER", "JOIN")) {
                sql.append(" JOIN ").append(table(staged)).append(condition());
            } else {
                return sql.toString();
            }
        }
    }

    private String condition() {
        tokens.expect("ON");
        return " ON " + expressions.next();
    }

    /** DuckDB tries each row with each where an outer join has alternatives; of a subquery it looks up the equal ones. */
    private static String outer(String table, String condition) {
        if (!condition.contains(" OR ")) {
            return table + condition;
        }
        var alias = table.substring(table.lastIndexOf(' ') + 1);
        return "LATERAL (SELECT * FROM " + table + condition.replaceFirst(" ON ", " WHERE ") + ") AS " + alias
                + " ON true";
    }

    private String flattened() {
        tokens.expect("INPUT", "=>");
        var input = expressions.next();
        tokens.expect(")");
        var alias = alias();
        if (alias.isEmpty()) {
            throw tokens.unexpected();
        }
        return "(SELECT unnest(CAST(" + input + " AS JSON[])) AS \"VALUE\")" + alias;
    }

    /** A table, a query, a list of rows, or staged files. */
    String table(Map<String, String> staged) {
        if (tokens.accept("(")) {
            var inside = tokens.are("VALUES") ? values() : next();
            tokens.expect(")");
            return "(" + inside + ")" + alias();
        }
        if (tokens.is(Tokens.Kind.STAGE)) {
            return staged(tokens.next().text(), staged);
        }
        if (tokens.is(Tokens.Kind.TEXT)) {
            return staged(tokens.text(), staged);
        }
        var name = Names.plain(tokens);
        if (name.equals("INFORMATION_SCHEMA")) {
            tokens.expect(".", "COLUMNS");
            return "\"INFORMATION_SCHEMA$COLUMNS\"" + alias();
        }
        return Names.quoted(name) + alias();
    }

    private String staged(String place, Map<String, String> columns) {
        if (tokens.accept("(")) {
            tokens.expect("FILE_FORMAT", "=>");
            stages.expectFormat(tokens.text());
            if (tokens.accept(",")) {
                tokens.expect("PATTERN", "=>");
                tokens.text();
                throw SnowflakeFault.invalid("the stand-in does not know PATTERN");
            }
            tokens.expect(")");
        }
        return stages.rows(place, columns) + " AS \"STAGED\"";
    }

    String values() {
        tokens.expect("VALUES");
        var rows = new ArrayList<String>();
        do {
            tokens.expect("(");
            rows.add("(" + String.join(", ", expressions.list()) + ")");
            tokens.expect(")");
        } while (tokens.accept(","));
        return "VALUES " + String.join(", ", rows);
    }

    String alias() {
        if (!tokens.accept("AS") && !Names.isNext(tokens)) {
            return "";
        }
        var sql = new StringBuilder(" AS ").append(Names.quoted(Names.plain(tokens)));
        if (tokens.accept("(")) {
            sql.append(" (").append(String.join(", ", names())).append(')');
            tokens.expect(")");
        }
        return sql.toString();
    }

    /** Names, separated by commas, in quotation marks. */
    List<String> names() {
        var names = new ArrayList<String>();
        do {
            names.add(Names.quoted(Names.plain(tokens)));
        } while (tokens.accept(","));
        return names;
    }
}
