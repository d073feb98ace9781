package io.millrace.signal;

import java.util.List;

/**
 * What an answer of a provider gave.
 *
 * @param outcome how to go on
 * @param rows in the order of the answer
 * @param unreadable for each entry of the answer that gave no row, which one and why
 * @param reason what was found and what to do; empty where all is fine
 */
public record SignalReading(Outcome outcome, List<SignalRow> rows, List<String> unreadable, String reason) {
    /** How to go on after an answer. */
    public enum Outcome {
        /** It was read. */
        READ,
        /** There is nothing for what was asked, which is an answer. */
        EMPTY,
        /** The provider is in trouble: the same again soon. */
        RETRY,
        /** Too many requests: none for a while. */
        WAIT,
        /** This request will never be answered: the others go on. */
        REFUSED,
        /** None of this provider's requests will be, until a person changes something: key, plan. */
        STOP
    }

    public SignalReading {
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
    }

    /** An answer that was read in full. */
    public static SignalReading of(List<SignalRow> rows) {
        return new SignalReading(Outcome.READ, rows, List.of(), "");
    }

    /** An answer without rows. */
    public static SignalReading without(Outcome outcome, String reason) {
        return new SignalReading(outcome, List.of(), List.of(), reason);
    }
}
