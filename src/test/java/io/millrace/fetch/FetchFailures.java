package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;

/** Failures as fetching throws them, for tests of the routes around it. */
public final class FetchFailures {
    private FetchFailures() {}

    /** A failure of that kind at an address. */
    public static FetchException of(Kind kind, String url) {
        return new FetchException(kind, url, "found " + kind, "try something else");
    }
}
