package io.millrace.local.redshift;

import io.millrace.local.redshift.Tokens.Kind;

/** Queries: joins, groups, windows, unions. No QUALIFY, no list of rows in place of a table. */
final class QueryGrammar {
    private final Tokens tokens;
    final ExpressionGrammar expressions;

    QueryGrammar(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionGrammar(tokens, this);
    }

    void query() {
        if (tokens.accept("WITH")) {
            do {
                tokens.name();
                tokens.expect("AS", "(");
                query();
                tokens.expect(")");
            } while (tokens.accept(","));
        }
        do {
            select();
        } while (tokens.accept("UNION", "ALL"));
        order();
        if (tokens.accept("LIMIT")) {
            tokens.number();
        }
    }

    /**
     * What EXISTS looks at: Redshift joins it, which it can by equalities alone. Other subqueries may not look outside,
     * which is not checked here.
     */
    void correlated() {
        tokens.expect("SELECT");
        tokens.number();
        tokens.expect("FROM");
        table();
        tokens.expect("WHERE");
        equalities();
    }

    /** Columns that are equal to columns. */
    void equalities() {
        do {
            expressions.column();
            tokens.expect("=");
            expressions.column();
        } while (tokens.accept("AND"));
    }

    private void select() {
        tokens.expect("SELECT");
        tokens.accept("DISTINCT");
        do {
            item();
        } while (tokens.accept(","));
        if (tokens.accept("FROM")) {
            from();
        }
        if (tokens.accept("WHERE")) {
            expressions.condition();
        }
        if (tokens.accept("GROUP", "BY")) {
            expressions.values();
        }
    }

    private void item() {
        if (tokens.accept("*")) {
            return;
        }
        if (tokens.peek().kind() == Kind.WORD
                && tokens.peek(1).is(".")
                && tokens.peek(2).is("*")) {
            tokens.name();
            tokens.expect(".", "*");
            return;
        }
        expressions.condition();
        if (tokens.accept("AS")) {
            tokens.name();
        }
    }

    private void from() {
        source();
        while (tokens.isNext("JOIN") || tokens.isNext("LEFT", "JOIN")) {
            tokens.accept("LEFT");
            tokens.expect("JOIN");
            source();
            tokens.expect("ON");
            expressions.condition();
        }
    }

    private void source() {
        if (tokens.accept("(")) {
            query();
            tokens.expect(")", "AS");
            tokens.name();
        } else {
            table();
        }
    }

    /** A table, with another name or without. */
    void table() {
        tokens.name();
        if (tokens.accept(".")) {
            tokens.name();
        }
        if (tokens.accept("AS")) {
            tokens.name();
        }
    }

    void order() {
        if (!tokens.accept("ORDER", "BY")) {
            return;
        }
        do {
            expressions.condition();
            if (!tokens.accept("DESC")) {
                tokens.accept("ASC");
            }
            if (tokens.accept("NULLS") && !tokens.accept("FIRST")) {
                tokens.expect("LAST");
            }
        } while (tokens.accept(","));
    }
}
