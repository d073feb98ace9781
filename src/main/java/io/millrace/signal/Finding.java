package io.millrace.signal;

import io.millrace.signal.SignalReading.Outcome;

/**
 * What an answer of a provider says that is no row by itself.
 *
 * @param outcome how to go on
 * @param value null unless it was read
 * @param reason what was found and what to do; empty where all is fine
 */
public record Finding<T>(Outcome outcome, T value, String reason) {
    static <T> Finding<T> of(T value) {
        return new Finding<>(Outcome.READ, value, "");
    }

    static <T> Finding<T> without(Outcome outcome, String reason) {
        return new Finding<>(outcome, null, reason);
    }
}
