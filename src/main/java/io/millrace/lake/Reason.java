package io.millrace.lake;

/** Why something failed, in one line for people. */
public final class Reason {
    private Reason() {}

    /** What went wrong, with its causes where they add something. */
    public static String of(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            var line = said.replaceAll("\\s+", " ").trim();
            if (text.indexOf(line) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(line);
            }
        }
        return text.toString();
    }
}
