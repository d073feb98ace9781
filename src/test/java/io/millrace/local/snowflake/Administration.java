package io.millrace.local.snowflake;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what an administrator says once, in the form in which Snowflake documents it; the stand-in then does nothing. */
final class Administration {
    private static final Set<String> PRIVILEGES = Set.of("USAGE", "CREATE", "SELECT", "EXECUTE");

    private final Tokens tokens;
    private final Supplier<Statement> statements;

    /** @param statements reads one, of those in a task or a pipe */
    Administration(Tokens tokens, Supplier<Statement> statements) {
        this.tokens = tokens;
        this.statements = statements;
    }

    /** Behind CREATE, or CREATE OR REPLACE. */
    Statement create() {
        if (tokens.accept("ROLE", "IF", "NOT", "EXISTS") || tokens.accept("SCHEMA", "IF", "NOT", "EXISTS")) {
            name();
        } else if (tokens.accept("STORAGE", "INTEGRATION", "IF", "NOT", "EXISTS")) {
            integration();
        } else if (tokens.accept("PIPE", "IF", "NOT", "EXISTS")) {
            name();
            tokens.expect("AUTO_INGEST", "=", "TRUE", "AS");
            if (!(statements.get() instanceof Statement.CopyQuery)) {
                throw tokens.unexpected();
            }
        } else if (tokens.accept("STREAM", "IF", "NOT", "EXISTS")) {
            return stream();
        } else {
            tokens.expect("TASK");
            task();
        }
        return new Statement.Administer("Statement executed successfully.");
    }

    private void integration() {
        name();
        tokens.expect("TYPE", "=", "EXTERNAL_STAGE", "STORAGE_PROVIDER", "=");
        tokens.text();
        tokens.expect("ENABLED", "=", "TRUE", "STORAGE_AWS_ROLE_ARN", "=");
        tokens.text();
        tokens.expect("STORAGE_ALLOWED_LOCATIONS", "=", "(");
        tokens.text();
        tokens.expect(")");
    }

    /** Shows all rows of its table: what it has shown before is nowhere kept. */
    private Statement stream() {
        var stream = Names.plain(tokens);
        tokens.expect("ON", "TABLE");
        var table = Names.plain(tokens);
        tokens.expect("APPEND_ONLY", "=", "TRUE");
        return new Statement.Define(
                List.of("CREATE OR REPLACE VIEW " + Names.quoted(stream) + " AS SELECT * FROM " + Names.quoted(table)),
                null,
                null,
                "Stream " + stream + " successfully created.");
    }

    private void task() {
        name();
        if (tokens.accept("WAREHOUSE", "=")) {
            name();
        }
        tokens.expect("SCHEDULE", "=");
        tokens.text();
        do {
            name();
            tokens.expect("=");
            tokens.next();
        } while (tokens.accept(","));
        if (tokens.accept("WHEN")) {
            do {
                tokens.expect("SYSTEM$STREAM_HAS_DATA", "(");
                tokens.text();
                tokens.expect(")");
            } while (tokens.accept("OR"));
        }
        tokens.expect("AS", "BEGIN");
        while (!tokens.accept("EXCEPTION")) {
            statements.get();
            tokens.expect(";");
        }
        tokens.expect("WHEN", "OTHER", "THEN", "ROLLBACK", ";", "RAISE", ";", "END");
    }

    /** GRANT, and what becomes of a task. */
    Statement other() {
        if (tokens.accept("ALTER", "TASK")) {
            name();
            tokens.expect("RESUME");
            return new Statement.Administer("Statement executed successfully.");
        }
        if (tokens.accept("USE")) {
            if (!tokens.accept("ROLE") && !tokens.accept("SCHEMA")) {
                tokens.expect("WAREHOUSE");
            }
            name();
            return new Statement.Administer("Statement executed successfully.");
        }
        tokens.expect("GRANT");
        if (tokens.accept("ROLE")) {
            name();
            tokens.expect("TO", "ROLE");
            name();
            return new Statement.Administer("Statement executed successfully.");
        }
        do {
            if (!PRIVILEGES.contains(tokens.peek().text())) {
                throw tokens.unexpected();
            }
            while (!tokens.are(",") && !tokens.are("ON")) {
                tokens.next();
            }
        } while (tokens.accept(","));
        tokens.expect("ON");
        if (!tokens.accept("ACCOUNT")) {
            if (tokens.accept("FUTURE", "TABLES", "IN") || tokens.accept("FUTURE", "VIEWS", "IN")) {
                tokens.expect("SCHEMA");
            } else {
                tokens.next();
            }
            name();
        }
        tokens.expect("TO", "ROLE");
        name();
        return new Statement.Administer("Statement executed successfully.");
    }

    private void name() {
        do {
            Names.plain(tokens);
        } while (tokens.accept("."));
    }
}
