package io.millrace.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;

/** A PutRecords of which only a part gets through, as Kinesis may answer any. */
final class PartialPut {
    private final ObjectNode asked;
    private final boolean[] through;

    private PartialPut(ObjectNode asked, boolean[] through) {
        this.asked = asked;
        this.through = through;
    }

    /** Chooses which records get through: at least one does, and at least one does not. */
    static PartialPut of(HttpMessage request, RandomGenerator random) {
        var asked = object(request);
        var through = new boolean[asked.withArray("Records").size()];
        for (var i = 0; i < through.length; i++) {
            through[i] = random.nextBoolean();
        }
        var one = random.nextInt(through.length);
        through[one] = true;
        through[(one + 1) % through.length] = false;
        return new PartialPut(asked, through);
    }

    static int records(HttpMessage request) {
        return object(request).withArray("Records").size();
    }

    /** The request with the records alone that get through. */
    HttpMessage request(HttpMessage whole) {
        var part = asked.deepCopy();
        var records = part.putArray("Records");
        for (var i = 0; i < through.length; i++) {
            if (through[i]) {
                records.add(asked.get("Records").get(i));
            }
        }
        return whole.withBody(Json.bytes(part));
    }

    /** The answer to the whole request. */
    HttpMessage answer(HttpMessage answer) {
        if (answer.status() != 200) {
            return answer;
        }
        var given = object(answer);
        var results = given.withArray("Records").deepCopy();
        var all = given.putArray("Records");
        var next = 0;
        var failed = given.path("FailedRecordCount").asInt();
        for (var i = 0; i < through.length; i++) {
            if (through[i]) {
                all.add(results.get(next++));
            } else {
                var code = i % 2 == 0 ? "ProvisionedThroughputExceededException" : "InternalFailure";
                all.addObject().put("ErrorCode", code).put("ErrorMessage", "made by the proxy");
                failed++;
            }
        }
        given.put("FailedRecordCount", failed);
        return answer.withBody(Json.bytes(given));
    }

    private static ObjectNode object(HttpMessage message) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(message.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + message.start(), e);
        }
    }
}
