package io.millrace.stream;

import io.millrace.dataset.Event;

/** An event that no stream takes, found before it was given a number. */
public final class TooLargeException extends Exception {
    private final transient Event event;

    TooLargeException(Event event, int bytes) {
        super("event " + event.id() + " has " + bytes
                + " bytes with its partition key, and a Kinesis record takes at most " + EventBatch.MOST_RECORD_BYTES
                + ": shorten what the page's payload and evidence keep");
        this.event = event;
    }

    /** It has the number 0. */
    Event event() {
        return event;
    }
}
