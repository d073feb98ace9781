package io.millrace.alert;

/** What a failure says, in one line. */
final class Said {
    private Said() {}

    static String by(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            var line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            if (text.indexOf(line) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(line);
            }
        }
        return text.toString();
    }
}
