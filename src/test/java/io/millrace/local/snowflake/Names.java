package io.millrace.local.snowflake;

import java.util.Locale;
import java.util.Set;

/**
 * Names as Snowflake takes them: in upper case where they are not quoted. DuckDB does not tell the cases apart, so a
 * quoted name in another case goes by a name of its own there.
 */
final class Names {
    private static final String OTHER_CASE = "~";

    /** Words that are never names. */
    private static final Set<String> RESERVED = Set.of(
            "ALL",
            "ALTER",
            "AND",
            "ANY",
            "AS",
            "BETWEEN",
            "BY",
            "CASE",
            "CAST",
            "CREATE",
            "CROSS",
            "DELETE",
            "DISTINCT",
            "DROP",
            "ELSE",
            "EXISTS",
            "FALSE",
            "FOLLOWING",
            "FOR",
            "FROM",
            "FULL",
            "GRANT",
            "GROUP",
            "HAVING",
            "ILIKE",
            "IN",
            "INNER",
            "INSERT",
            "INTERSECT",
            "INTO",
            "IS",
            "JOIN",
            "LATERAL",
            "LEFT",
            "LIKE",
            "LIMIT",
            "MINUS",
            "NATURAL",
            "NOT",
            "NULL",
            "OF",
            "ON",
            "OR",
            "ORDER",
            "QUALIFY",
            "REGEXP",
            "REVOKE",
            "RIGHT",
            "RLIKE",
            "SELECT",
            "SET",
            "SOME",
            "START",
            "TABLE",
            "THEN",
            "TO",
            "TRUE",
            "UNION",
            "UNIQUE",
            "UPDATE",
            "USING",
            "VALUES",
            "WHEN",
            "WHENEVER",
            "WHERE",
            "WITH");

    private Names() {}

    static boolean isNext(Tokens tokens) {
        return tokens.is(Tokens.Kind.QUOTED)
                || tokens.is(Tokens.Kind.WORD)
                        && !RESERVED.contains(tokens.peek().text().toUpperCase(Locale.ROOT));
    }

    /** The next name as DuckDB has it, without quotation marks. */
    static String plain(Tokens tokens) {
        if (!isNext(tokens)) {
            throw tokens.unexpected();
        }
        var token = tokens.next();
        if (token.kind() == Tokens.Kind.WORD) {
            return token.text().toUpperCase(Locale.ROOT);
        }
        var name = token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"");
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name : OTHER_CASE + name;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** As Snowflake shows it. */
    static String shown(String name) {
        return name.startsWith(OTHER_CASE) ? name.substring(1) : name;
    }
}
