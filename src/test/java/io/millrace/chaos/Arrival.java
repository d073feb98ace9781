package io.millrace.chaos;

import java.nio.charset.StandardCharsets;

/** Whether an answer brings the caller something to lose. */
final class Arrival {
    private Arrival() {}

    /** False alone for a GetRecords that found nothing. */
    static boolean hasRecords(Call call, HttpMessage answer) {
        return !call.kind().equals("GetRecords")
                || new String(answer.body(), StandardCharsets.ISO_8859_1).contains("\"SequenceNumber\"");
    }
}
