package io.millrace.run;

/** The check of a token alone, for tests of the routes around it. */
public final class Controls {
    private Controls() {}

    /** One that knows a token, and answers nothing. */
    public static Control of(String token) {
        return new Control(token, null, null, null, null);
    }
}
