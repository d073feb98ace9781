package io.millrace.fetch;

/** A page that waits in the {@link Frontier}, or is under way. */
final class QueuedPage {
    final Round round;
    final String url;
    final Object declared;
    final HostQueue host;
    /** When it was fetched last, milliseconds since 1970; 0 if never. */
    long fetched;

    final long place;
    int tries;
    /** Nanoseconds of {@link Time#nanoTime()} before which it is not taken. */
    long notBefore;

    boolean putBack;

    /** @param place among all pages that were ever queued */
    QueuedPage(Round round, String url, Object declared, HostQueue host, long fetched, long notBefore, long place) {
        this.round = round;
        this.url = url;
        this.declared = declared;
        this.host = host;
        this.fetched = fetched;
        this.notBefore = notBefore;
        this.place = place;
    }

    String source() {
        return round.source;
    }
}
