package io.millrace.local.redshift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The statements that Millrace sends to Redshift, in the form that Amazon documents, and no other. What PostgreSQL does not
 * know (how rows are distributed and sorted) is left out of what it gets; COPY is told apart.
 */
final class StatementGrammar {
    /**
     * A statement that is of the grammar.
     *
     * @param sql for PostgreSQL
     * @param table that is created; null of others
     * @param copy what is copied; null of others
     */
    record Accepted(String sql, Table table, Copy copy) {}

    /** @param columns name to type, in order */
    record Table(String name, Map<String, String> columns) {}

    record Copy(String table, String manifest) {}

    /** What the driver says by itself. */
    private static final Pattern SESSION = Pattern.compile(
            "|BEGIN|COMMIT|ROLLBACK|SET (extra_float_digits|application_name) ?[=TO]+ ?[\\w']+|SHOW TRANSACTION ISOLATION LEVEL"
                    + "|SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL (REPEATABLE READ|READ COMMITTED|SERIALIZABLE)"
                    + "|SET SESSION CHARACTERISTICS AS TRANSACTION READ (ONLY|WRITE)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+");

    private final Tokens tokens;
    private final QueryGrammar queries;
    private final ExpressionGrammar expressions;
    private Table table;
    private Copy copy;

    private StatementGrammar(String sql) {
        tokens = new Tokens(sql);
        queries = new QueryGrammar(tokens);
        expressions = queries.expressions;
    }

    /** @throws RefusedSql that names the token where it is not of the grammar */
    static Accepted accept(String sql) {
        if (SESSION.matcher(sql.strip()).matches()) {
            return new Accepted(sql, null, null);
        }
        var grammar = new StatementGrammar(sql);
        grammar.statement();
        grammar.tokens.end();
        return new Accepted(grammar.tokens.written(), grammar.table, grammar.copy);
    }

    private void statement() {
        if (new AdministrationGrammar(tokens).statement()) {
            return;
        }
        if (tokens.isNext("SELECT")) {
            queries.query();
        } else if (tokens.accept("INSERT", "INTO")) {
            insert();
        } else if (tokens.accept("UPDATE")) {
            tokens.name();
            if (tokens.accept("AS")) {
                tokens.name();
            }
            tokens.expect("SET");
            assignments();
            where();
        } else if (tokens.accept("DELETE", "FROM")) {
            delete();
        } else if (tokens.accept("MERGE", "INTO")) {
            merge();
        } else if (tokens.accept("LOCK")) {
            tokens.accept("TABLE");
            tokens.name();
        } else if (tokens.accept("COPY")) {
            copy();
        } else if (tokens.accept("DROP", "TABLE")) {
            tokens.accept("IF", "EXISTS");
            tokens.name();
            tokens.accept("CASCADE");
        } else if (tokens.accept("DROP", "VIEW")) {
            tokens.accept("IF", "EXISTS");
            tokens.name();
        } else if (tokens.accept("ALTER", "TABLE")) {
            alter();
        } else if (tokens.accept("CREATE", "OR", "REPLACE", "VIEW")) {
            tokens.name();
            tokens.expect("AS");
            queries.query();
        } else {
            create();
        }
    }

    private void insert() {
        tokens.name();
        if (tokens.accept("(")) {
            names();
            tokens.expect(")");
        }
        if (!tokens.accept("VALUES")) {
            queries.query();
            return;
        }
        do {
            tokens.expect("(");
            expressions.values();
            tokens.expect(")");
        } while (tokens.accept(","));
    }

    private void assignments() {
        do {
            tokens.name();
            tokens.expect("=");
            expressions.condition();
        } while (tokens.accept(","));
    }

    private void where() {
        if (tokens.accept("WHERE")) {
            expressions.condition();
        }
    }

    /** Neither table gets another name: the documented form has none. */
    private void delete() {
        tokens.name();
        if (tokens.accept("USING")) {
            tokens.name();
        }
        where();
    }

    /** The source is a table, only it may get another name, and there is one action for each case. */
    private void merge() {
        tokens.name();
        tokens.expect("USING");
        tokens.name();
        tokens.accept("AS");
        tokens.name();
        tokens.expect("ON");
        queries.equalities();
        tokens.expect("WHEN", "MATCHED", "THEN", "UPDATE", "SET");
        assignments();
        tokens.expect("WHEN", "NOT", "MATCHED", "THEN", "INSERT", "(");
        names();
        tokens.expect(")", "VALUES", "(");
        expressions.values();
        tokens.expect(")");
    }

    private void copy() {
        var into = tokens.name();
        tokens.expect("FROM");
        var manifest = tokens.text();
        tokens.expect("IAM_ROLE");
        if (!tokens.accept("DEFAULT")) {
            var role = tokens.text();
            if (!ROLE.matcher(role).matches()) {
                throw RefusedSql.syntax("\"" + role + "\" is not the ARN of a role");
            }
        }
        tokens.expect("FORMAT");
        tokens.accept("AS");
        tokens.expect("PARQUET", "MANIFEST");
        copy = new Copy(into, manifest);
    }

    private void alter() {
        tokens.name();
        if (tokens.accept("ADD", "COLUMN")) {
            tokens.name();
            expressions.type();
        } else if (tokens.accept("RENAME", "COLUMN")) {
            tokens.name();
            tokens.expect("TO");
            tokens.name();
        } else if (tokens.accept("DROP", "COLUMN")) {
            tokens.name();
            tokens.accept("CASCADE");
        } else {
            tokens.expect("ALTER", "COLUMN");
            tokens.name();
            tokens.expect("TYPE");
            if (!tokens.isNext("VARCHAR")) {
                throw new RefusedSql("0A000", "target data type is not supported: only the size of a VARCHAR changes");
            }
            expressions.type();
        }
    }

    private void create() {
        tokens.expect("CREATE");
        tokens.accept("TEMP");
        tokens.expect("TABLE");
        tokens.accept("IF", "NOT", "EXISTS");
        var name = tokens.name();
        var columns = new LinkedHashMap<String, String>();
        var supers = new ArrayList<String>();
        tokens.expect("(");
        do {
            if (tokens.accept("PRIMARY", "KEY")) {
                expectColumns(columns, supers);
            } else {
                column(columns, supers);
            }
        } while (tokens.accept(","));
        tokens.expect(")");
        tokens.mute(() -> distribution(columns, supers));
        table = new Table(name, columns);
    }

    private void column(Map<String, String> columns, List<String> supers) {
        var name = tokens.name();
        if (tokens.isNext("SUPER")) {
            supers.add(name);
        }
        columns.put(name, expressions.type());
        if (tokens.isNext("IDENTITY")) {
            tokens.mute(() -> {
                tokens.expect("IDENTITY", "(");
                tokens.number();
                tokens.expect(",");
                tokens.number();
                tokens.expect(")");
            });
            tokens.write("GENERATED ALWAYS AS IDENTITY");
        }
        tokens.accept("NOT", "NULL");
    }

    private void distribution(Map<String, String> columns, List<String> supers) {
        if (tokens.accept("DISTSTYLE")) {
            if (tokens.accept("KEY")) {
                tokens.expect("DISTKEY");
                expectColumns(columns, supers);
            } else if (!tokens.accept("ALL")) {
                tokens.expect("EVEN");
            }
        }
        if (tokens.accept("COMPOUND", "SORTKEY")) {
            expectColumns(columns, supers);
        }
    }

    private void expectColumns(Map<String, String> columns, List<String> supers) {
        tokens.expect("(");
        for (var name : names()) {
            if (!columns.containsKey(name) || supers.contains(name)) {
                throw new RefusedSql("42703", "column \"" + name + "\" cannot be a key: there are " + columns.keySet());
            }
        }
        tokens.expect(")");
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        do {
            names.add(tokens.name());
        } while (tokens.accept(","));
        return names;
    }
}
