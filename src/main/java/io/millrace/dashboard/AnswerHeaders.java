package io.millrace.dashboard;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Which headers cross between HTTP and a route: as Camel has it, but {@code Cache-Control} may be answered. */
public final class AnswerHeaders extends HttpHeaderFilterStrategy {
    /** The usual strategy, made to let {@code Cache-Control} out. */
    public AnswerHeaders() {
        getOutFilter().remove("cache-control");
    }
}
