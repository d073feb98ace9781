package io.millrace.run;

/** What a user asked for cannot be: the message says what was found and what to do. Ends a command with exit code 2. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
