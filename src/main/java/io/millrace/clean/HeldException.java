package io.millrace.clean;

/** A batch that has to wait for a newer program, and why. */
public final class HeldException extends RuntimeException {
    private final String dataset;
    private final int version;

    HeldException(CleanResult.TooNew newer) {
        super(newer.detail());
        this.dataset = newer.dataset();
        this.version = newer.version();
    }

    String dataset() {
        return dataset;
    }

    int version() {
        return version;
    }
}
