package io.millrace.local.snowflake;

/** An answer that says no, by Snowflake's own codes. */
final class SnowflakeFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String state;

    SnowflakeFault(String code, String state, String message) {
        super(message);
        this.code = code;
        this.state = state;
    }

    /** What is no statement of Snowflake's, or none that the stand-in knows. */
    static SnowflakeFault syntax(int line, int position, String found) {
        return new SnowflakeFault(
                "001003",
                "42000",
                "SQL compilation error:\nsyntax error line " + line + " at position " + position + " unexpected '"
                        + found + "'.");
    }

    static SnowflakeFault missing(String kind, String name) {
        return new SnowflakeFault(
                "002003",
                "42S02",
                "SQL compilation error:\n" + kind + " '" + name + "' does not exist or not authorized.");
    }

    static SnowflakeFault invalid(String message) {
        return new SnowflakeFault("001008", "22023", "SQL compilation error:\n" + message);
    }

    static SnowflakeFault login(String message) {
        return new SnowflakeFault("390100", "08001", message);
    }

    String code() {
        return code;
    }

    String state() {
        return state;
    }
}
