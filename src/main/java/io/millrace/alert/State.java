package io.millrace.alert;

import java.time.Instant;

/**
 * What is remembered of a rule about one product or source.
 *
 * @param toldAt time of the look that was told of; null if none was
 * @param armed whether it may be told of again, as far as recovery goes
 * @param seenAt when a source last gave anything; null for products
 */
record State(Instant toldAt, boolean armed, Instant seenAt) {
    State armed(boolean now) {
        return new State(toldAt, now, seenAt);
    }

    State told(Instant at) {
        return new State(at, false, seenAt);
    }

    State seen(Instant at) {
        return new State(toldAt, armed, at);
    }
}
