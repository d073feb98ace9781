package io.millrace.chaos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a request wants, as faults and moments name it.
 *
 * @param life name of the process that asks; empty where it is none of the watched ones
 * @param kind {@code PutRecord}, {@code GetRecords} … of Kinesis; {@code PUT raw}, {@code PUT manifest}, {@code GET parquet} … of S3
 */
record Call(String life, String kind, HttpMessage head) {
    private static final Pattern APP = Pattern.compile("app/(\\S+)");

    static Call of(HttpMessage head) {
        var agent = APP.matcher(String.valueOf(head.header("user-agent")));
        var target = head.header("x-amz-target");
        return new Call(
                agent.find() ? agent.group(1) : "",
                target != null ? target.substring(target.indexOf('.') + 1) : s3(head.start()),
                head);
    }

    boolean isKinesis() {
        return head.header("x-amz-target") != null;
    }

    boolean isHead() {
        return head.start().startsWith("HEAD ");
    }

    /** Whether it makes an object only where there is none. */
    boolean isCreateOnly() {
        return head.header("if-none-match") != null;
    }

    private static String s3(String requestLine) {
        var parts = requestLine.split(" ");
        var address = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        var path = address.split("\\?", 2)[0].substring(1);
        var slash = path.indexOf('/');
        var key = slash < 0 ? "" : path.substring(slash + 1);
        return parts[0] + " " + (key.isEmpty() ? "list" : what(key));
    }

    private static String what(String key) {
        if (key.startsWith("processed/_plans/")) {
            return "plan";
        }
        if (key.startsWith("processed/_batches/")) {
            return "manifest";
        }
        if (key.startsWith("_members/")) {
            return key.startsWith("_members/claims/") ? "claim" : "heartbeat";
        }
        return key.startsWith("processed/") ? "parquet" : key.split("/")[0];
    }
}
