package io.millrace.city;

import java.time.Instant;
import java.util.Map;

/**
 * What is remembered of a question.
 *
 * @param askedAt when it was answered last
 * @param outcome of that, in lower case
 * @param rows key of a row to a hash of its values, as it was published last
 * @param known what later questions need to know
 */
public record CallRecord(Instant askedAt, String outcome, Map<String, String> rows, Map<String, Object> known) {
    /** Of a question that was never answered. */
    static final CallRecord NEVER = new CallRecord(Instant.EPOCH, "", Map.of(), Map.of());

    public CallRecord {
        rows = rows == null ? Map.of() : Map.copyOf(rows);
        known = known == null ? Map.of() : Map.copyOf(known);
    }

    /** Whether there was an answer, whatever it was. */
    boolean isAnswered() {
        return !outcome.isEmpty();
    }

    /** Whether the provider will not answer what was asked. */
    boolean isRefused() {
        return outcome.equals("refused");
    }
}
