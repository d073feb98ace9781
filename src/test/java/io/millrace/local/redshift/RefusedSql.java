package io.millrace.local.redshift;

/** A statement that Redshift would not take, or that is not of the grammar. */
final class RefusedSql extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String state;

    RefusedSql(String state, String message) {
        super(message);
        this.state = state;
    }

    static RefusedSql syntax(String message) {
        return new RefusedSql("42601", message);
    }

    String state() {
        return state;
    }
}
