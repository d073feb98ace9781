package io.millrace.chaos;

import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can go wrong with a call. */
enum Fault {
    /** Answered with 500; not carried out. */
    INTERNAL_ERROR,
    /** Answered with 503 SlowDown; not carried out. */
    SLOW_DOWN,
    /** Answered with a limit of Kinesis; not carried out. */
    THROTTLED,
    /** Answered with 409, as two simultaneous conditional writes are; not carried out. */
    CONFLICT,
    /** The iterator is said to be too old. */
    EXPIRED_ITERATOR,
    /** Some records of a PutRecords are put, the others said to be refused. */
    PARTIAL_PUT,
    /** Carried out, and the connection cut before the answer. */
    ANSWER_LOST,
    /** Carried out, and the connection cut within the answer. */
    ANSWER_CUT,
    /** The connection is cut before anything is carried out. */
    REQUEST_LOST,
    /** The connection is cut within the request's body, on both sides. */
    UPLOAD_CUT,
    /** Carried out after seconds. */
    STALL,
    /** Carried out twice, and the second answer given: a 412 that speaks of the caller's own object. */
    TWICE;

    boolean suits(Call call, HttpMessage request) {
        return switch (this) {
            case SLOW_DOWN -> !call.isKinesis();
            case THROTTLED -> call.isKinesis();
            case CONFLICT, TWICE -> !call.isKinesis() && call.isCreateOnly();
            case EXPIRED_ITERATOR -> call.kind().equals("GetRecords");
            case PARTIAL_PUT -> call.kind().equals("PutRecords") && PartialPut.records(request) > 1;
            case UPLOAD_CUT -> request.body().length > 1;
            default -> true;
        };
    }

    /** Whether few of the calls suit it. */
    boolean isRare() {
        return this == PARTIAL_PUT;
    }

    /** The answer to a call that is not carried out. */
    HttpMessage answer(Call call) {
        return switch (this) {
            case INTERNAL_ERROR -> call.isKinesis() ? kinesis(500, "InternalFailure") : s3(500, "InternalError");
            case SLOW_DOWN -> s3(503, "SlowDown");
            case THROTTLED ->
                kinesis(
                        400,
                        call.kind().startsWith("Put") || call.kind().startsWith("Get")
                                ? "ProvisionedThroughputExceededException"
                                : "LimitExceededException");
            case CONFLICT -> s3(409, "ConditionalRequestConflict");
            case EXPIRED_ITERATOR -> kinesis(400, "ExpiredIteratorException");
            default -> throw new IllegalStateException(this + " has no answer of its own");
        };
    }

    private static HttpMessage kinesis(int status, String type) {
        var body = Json.MAPPER.createObjectNode().put("__type", type).put("message", "made by the proxy");
        return new HttpMessage(
                "HTTP/1.1 " + status + " Fault",
                List.of("Content-Type: application/x-amz-json-1.1", "x-amzn-ErrorType: " + type),
                Json.bytes(body));
    }

    private static HttpMessage s3(int status, String code) {
        var body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>made by the proxy</Message></Error>";
        return new HttpMessage(
                "HTTP/1.1 " + status + " Fault",
                List.of("Content-Type: application/xml"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
