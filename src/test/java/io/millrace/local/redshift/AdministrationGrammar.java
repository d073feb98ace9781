package io.millrace.local.redshift;

import io.millrace.local.redshift.Tokens.Kind;
import java.util.List;

/**
 * What an administrator says, as far as {@code ddl} prints it: roles, rights, the schema of Spectrum. PostgreSQL, which
 * makes no difference between roles and users, is not told the word ROLE before a name.
 */
final class AdministrationGrammar {
    private static final List<String> RIGHTS =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "USAGE", "CREATE", "TEMP");

    private final Tokens tokens;

    AdministrationGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Takes such a statement; false if another one is next. */
    boolean statement() {
        if (tokens.accept("CREATE", "ROLE")) {
            tokens.name();
        } else if (tokens.accept("CREATE", "SCHEMA")) {
            tokens.name();
        } else if (tokens.accept("DROP", "SCHEMA")) {
            tokens.accept("IF", "EXISTS");
            tokens.name();
            tokens.accept("CASCADE");
        } else if (tokens.accept("GRANT")) {
            grant();
        } else if (tokens.accept("ALTER", "DEFAULT", "PRIVILEGES")) {
            tokens.expect("FOR", "USER");
            tokens.name();
            tokens.expect("IN", "SCHEMA");
            tokens.name();
            tokens.expect("GRANT");
            rights();
            tokens.expect("ON", "TABLES", "TO");
            grantee();
        } else if (tokens.isNext("CREATE", "EXTERNAL", "SCHEMA")) {
            externalSchema();
        } else {
            return false;
        }
        return true;
    }

    private void grant() {
        if (tokens.isNext("ROLE")) {
            tokens.mute(() -> tokens.expect("ROLE"));
            tokens.name();
        } else {
            rights();
            tokens.expect("ON");
            if (tokens.accept("ALL", "TABLES", "IN", "SCHEMA")
                    || tokens.accept("DATABASE")
                    || tokens.accept("SCHEMA")) {
                tokens.name();
            } else {
                tokens.accept("TABLE");
                tokens.name();
            }
        }
        tokens.expect("TO");
        grantee();
    }

    private void rights() {
        do {
            var right = tokens.expect(Kind.WORD).text();
            if (!RIGHTS.contains(right)) {
                throw RefusedSql.syntax("\"" + right + "\" is no right, expected one of " + RIGHTS);
            }
        } while (tokens.accept(","));
    }

    private void grantee() {
        if (tokens.isNext("ROLE")) {
            tokens.mute(() -> tokens.expect("ROLE"));
        }
        tokens.name();
    }

    /** A schema without tables. */
    private void externalSchema() {
        tokens.expect("CREATE");
        tokens.mute(() -> tokens.expect("EXTERNAL"));
        tokens.expect("SCHEMA", "IF", "NOT", "EXISTS");
        tokens.name();
        tokens.mute(() -> {
            tokens.expect("FROM", "DATA", "CATALOG", "DATABASE");
            tokens.text();
            tokens.expect("IAM_ROLE");
            if (!tokens.accept("DEFAULT")) {
                tokens.text();
            }
        });
    }
}
