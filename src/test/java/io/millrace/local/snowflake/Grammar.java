package io.millrace.local.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the statements that Millrace uses, in the form in which Snowflake documents them. All else is refused, also where
 * Snowflake or DuckDB would take it.
 */
final class Grammar {
    private final Tokens tokens;
    private final Queries queries;
    private final StageFiles stages;

    private Grammar(String sql, StageFiles stages) {
        this.tokens = new Tokens(sql);
        this.stages = stages;
        this.queries = new Queries(tokens, stages);
    }

    /** @throws SnowflakeFault if it is none of them, with the place */
    static Statement read(String sql, StageFiles stages) {
        var grammar = new Grammar(sql, stages);
        var statement = grammar.statement();
        grammar.tokens.end();
        return statement;
    }

    private Statement statement() {
        if (queries.isNext()) {
            return new Statement.Select(queries.next());
        }
        if (tokens.accept("INSERT")) {
            return insert();
        }
        if (tokens.accept("UPDATE")) {
            return update();
        }
        if (tokens.accept("DELETE", "FROM")) {
            return delete();
        }
        if (tokens.accept("MERGE", "INTO")) {
            return merge();
        }
        if (tokens.accept("COPY", "INTO")) {
            return copy();
        }
        if (tokens.accept("CREATE")) {
            return create();
        }
        if (tokens.are("GRANT") || tokens.are("USE") || tokens.are("ALTER", "TASK")) {
            return new Administration(tokens, this::statement).other();
        }
        if (tokens.accept("ALTER")) {
            return alter();
        }
        if (tokens.accept("DROP", "SCHEMA", "IF", "EXISTS")) {
            // There is one, whose tables stay.
            Names.plain(tokens);
            tokens.accept("CASCADE");
            return new Statement.Administer("Statement executed successfully.");
        }
        if (tokens.accept("DROP", "TABLE")) {
            var exists = tokens.accept("IF", "EXISTS") ? "IF EXISTS " : "";
            var name = Names.plain(tokens);
            return new Statement.Define(
                    List.of("DROP TABLE " + exists + Names.quoted(name)), name, null, name + " successfully dropped.");
        }
        if (tokens.accept("PUT")) {
            return put();
        }
        return transaction();
    }

    private Statement transaction() {
        if (tokens.accept("BEGIN")) {
            if (!tokens.accept("TRANSACTION")) {
                tokens.accept("WORK");
            }
            return new Statement.Begin();
        }
        if (tokens.accept("COMMIT")) {
            tokens.accept("WORK");
            return new Statement.Commit();
        }
        if (tokens.accept("ROLLBACK")) {
            tokens.accept("WORK");
            return new Statement.Rollback();
        }
        throw tokens.unexpected();
    }

    private Statement insert() {
        var overwrite = tokens.accept("OVERWRITE");
        tokens.expect("INTO");
        var name = Names.plain(tokens);
        var table = Names.quoted(name);
        var columns = "";
        if (tokens.accept("(")) {
            columns = " (" + String.join(", ", queries.names()) + ")";
            tokens.expect(")");
        }
        var rows = tokens.are("VALUES") ? queries.values() : queries.next();
        var sql = new ArrayList<String>();
        if (overwrite) {
            sql.add("CREATE OR REPLACE TEMP TABLE \"$OVERWRITE\" AS " + rows);
            sql.add("DELETE FROM " + table);
            sql.add("INSERT INTO " + table + columns + " SELECT * FROM \"$OVERWRITE\"");
        } else {
            sql.add("INSERT INTO " + table + columns + " " + rows);
        }
        return new Statement.Change(Statement.Change.Kind.INSERT, name, overwrite, sql);
    }

    private Statement update() {
        var name = Names.plain(tokens);
        tokens.expect("SET");
        var sql = "UPDATE " + Names.quoted(name) + " SET " + assignments();
        return new Statement.Change(Statement.Change.Kind.UPDATE, name, true, List.of(sql + where()));
    }

    private String assignments() {
        var all = new ArrayList<String>();
        do {
            var column = Names.quoted(Names.plain(tokens));
            tokens.expect("=");
            all.add(column + " = " + queries.expressions().next());
        } while (tokens.accept(","));
        return String.join(", ", all);
    }

    private String where() {
        return tokens.accept("WHERE") ? " WHERE " + queries.expressions().next() : "";
    }

    private Statement delete() {
        var name = Names.plain(tokens);
        return new Statement.Change(
                Statement.Change.Kind.DELETE, name, true, List.of("DELETE FROM " + Names.quoted(name) + where()));
    }

    private Statement merge() {
        var name = Names.plain(tokens);
        var target = Names.quoted(name) + queries.alias();
        tokens.expect("USING");
        var source = queries.table(new LinkedHashMap<>());
        tokens.expect("ON");
        var condition = queries.expressions().next();
        if (tokens.accept("WHEN", "MATCHED", "THEN", "DELETE")) {
            var sql = "DELETE FROM " + target + " USING " + source + " WHERE " + condition;
            return new Statement.Merge(name, target, source, condition, true, sql);
        }
        var sql = new StringBuilder("MERGE INTO " + target + " USING " + source + " ON (" + condition + ")");
        if (tokens.accept("WHEN", "MATCHED")) {
            sql.append(" WHEN MATCHED");
            if (tokens.accept("AND")) {
                sql.append(" AND ").append(queries.expressions().next());
            }
            tokens.expect("THEN", "UPDATE", "SET");
            sql.append(" THEN UPDATE SET ").append(assignments());
        }
        if (tokens.accept("WHEN", "NOT", "MATCHED", "THEN", "INSERT", "(")) {
            sql.append(" WHEN NOT MATCHED THEN INSERT (")
                    .append(String.join(", ", queries.names()))
                    .append(')');
            tokens.expect(")");
            sql.append(' ').append(queries.values());
        }
        return new Statement.Merge(name, target, source, condition, false, sql + " RETURNING merge_action");
    }

    private Statement copy() {
        var table = Names.plain(tokens);
        if (tokens.accept("(")) {
            return transformed(table);
        }
        tokens.expect("FROM");
        var place = tokens.is(Tokens.Kind.STAGE) ? tokens.next().text() : tokens.text();
        tokens.expect("FILES", "=", "(");
        var files = new ArrayList<String>();
        do {
            files.add(tokens.text());
        } while (tokens.accept(","));
        tokens.expect(")", "FILE_FORMAT", "=", "(", "FORMAT_NAME", "=");
        stages.expectFormat(tokens.text());
        tokens.expect(")", "MATCH_BY_COLUMN_NAME", "=", "CASE_INSENSITIVE", "ON_ERROR", "=", "ABORT_STATEMENT");
        if (files.size() > 1_000) {
            throw SnowflakeFault.invalid("FILES takes at most 1,000 names, found " + files.size());
        }
        return new Statement.Copy(table, place, files);
    }

    private Statement transformed(String table) {
        var columns = queries.names();
        tokens.expect(")", "FROM", "(");
        var rows = queries.next();
        tokens.expect(")", "FILE_FORMAT", "=", "(", "FORMAT_NAME", "=");
        stages.expectFormat(tokens.text());
        tokens.expect(")");
        if (tokens.accept("ON_ERROR")) {
            tokens.expect("=", "ABORT_STATEMENT");
        }
        var sql = "INSERT INTO " + Names.quoted(table) + " (" + String.join(", ", columns) + ") " + rows;
        return new Statement.CopyQuery(table, sql, stages.seen());
    }

    private Statement put() {
        if (tokens.is(Tokens.Kind.FILE)) {
            tokens.next();
        } else {
            tokens.text();
        }
        var place = tokens.is(Tokens.Kind.STAGE) ? tokens.next().text() : tokens.text();
        var overwrite = false;
        while (tokens.is(Tokens.Kind.WORD)) {
            var option = tokens.next().text().toUpperCase(Locale.ROOT);
            tokens.expect("=");
            var value = tokens.next().text();
            switch (option) {
                case "OVERWRITE" -> overwrite = Boolean.parseBoolean(value);
                case "AUTO_COMPRESS", "PARALLEL", "SOURCE_COMPRESSION" -> {}
                default -> throw tokens.unexpected();
            }
        }
        return new Statement.Put(place, overwrite);
    }

    private Statement create() {
        var replace = tokens.accept("OR", "REPLACE");
        if (tokens.accept("VIEW")) {
            var name = Names.plain(tokens);
            tokens.accept("COPY", "GRANTS");
            tokens.expect("AS");
            return new Statement.Define(
                    List.of("CREATE OR REPLACE VIEW " + Names.quoted(name) + " AS " + queries.next()),
                    null,
                    null,
                    "View " + name + " successfully created.");
        }
        if (tokens.accept("FILE", "FORMAT", "IF", "NOT", "EXISTS")) {
            var name = Names.plain(tokens);
            tokens.expect("TYPE", "=");
            if (!tokens.accept("JSON")) {
                tokens.expect("PARQUET", "USE_LOGICAL_TYPE", "=", "TRUE");
            }
            return new Statement.MakeFormat(name);
        }
        if (!tokens.are("TABLE") && !tokens.are("TEMPORARY") && !tokens.are("STAGE")) {
            return new Administration(tokens, this::statement).create();
        }
        var temporary = tokens.accept("TEMPORARY");
        if (tokens.accept("STAGE")) {
            return stage(replace, temporary);
        }
        tokens.expect("TABLE");
        return table(replace, temporary);
    }

    private Statement stage(boolean replace, boolean temporary) {
        var absent = tokens.accept("IF", "NOT", "EXISTS");
        var name = Names.plain(tokens);
        while (tokens.accept(".")) {
            name = Names.plain(tokens);
        }
        var url = "";
        if (tokens.accept("URL", "=")) {
            url = tokens.text();
            tokens.expect("STORAGE_INTEGRATION", "=");
            Names.plain(tokens);
        }
        return new Statement.MakeStage(name, temporary, replace || absent, url);
    }

    private Statement table(boolean replace, boolean temporary) {
        var exists = tokens.accept("IF", "NOT", "EXISTS");
        var name = Names.plain(tokens);
        tokens.expect("(");
        var columns = new ArrayList<String>();
        var comments = new ArrayList<String>();
        do {
            if (tokens.accept("PRIMARY", "KEY", "(")) {
                // Snowflake takes it down, and does not enforce it.
                queries.names();
                tokens.expect(")");
            } else {
                columns.add(column(name, comments));
            }
        } while (tokens.accept(","));
        tokens.expect(")");
        var sql = new ArrayList<String>();
        sql.add("CREATE " + (replace ? "OR REPLACE " : "") + (temporary ? "TEMP " : "") + "TABLE "
                + (exists ? "IF NOT EXISTS " : "") + Names.quoted(name) + " (" + String.join(", ", columns) + ")");
        sql.addAll(comments);
        return new Statement.Define(
                sql, exists ? null : name, exists ? name : null, "Table " + name + " successfully created.");
    }

    private String column(String table, List<String> comments) {
        var name = Names.quoted(Names.plain(tokens));
        var sql = name + " " + Types.next(tokens);
        if (tokens.accept("NOT", "NULL")) {
            sql += " NOT NULL";
        }
        if (tokens.accept("COMMENT")) {
            comments.add("COMMENT ON COLUMN " + Names.quoted(table) + "." + name + " IS " + Names.text(tokens.text()));
        }
        return sql;
    }

    private Statement alter() {
        if (tokens.accept("SESSION", "SET")) {
            Map<String, String> parameters = new LinkedHashMap<>();
            do {
                var name = tokens.next().text().toUpperCase(Locale.ROOT);
                tokens.expect("=");
                parameters.put(
                        name,
                        tokens.is(Tokens.Kind.TEXT)
                                ? tokens.text()
                                : tokens.next().text());
            } while (tokens.is(Tokens.Kind.WORD));
            return new Statement.SetSession(parameters);
        }
        tokens.expect("TABLE");
        var name = Names.plain(tokens);
        var sql = "ALTER TABLE " + Names.quoted(name);
        if (tokens.accept("ADD", "COLUMN")) {
            sql += " ADD COLUMN " + Names.quoted(Names.plain(tokens)) + " " + Types.next(tokens);
        } else if (tokens.accept("DROP", "COLUMN")) {
            sql += " DROP COLUMN " + Names.quoted(Names.plain(tokens));
        } else if (tokens.accept("RENAME", "COLUMN")) {
            sql += " RENAME COLUMN " + Names.quoted(Names.plain(tokens));
            tokens.expect("TO");
            sql += " TO " + Names.quoted(Names.plain(tokens));
        } else {
            tokens.expect("ALTER", "COLUMN");
            sql += " ALTER COLUMN " + Names.quoted(Names.plain(tokens));
            tokens.expect("DROP", "NOT", "NULL");
            sql += " DROP NOT NULL";
        }
        return new Statement.Define(List.of(sql), null, null, "Statement executed successfully.");
    }
}
