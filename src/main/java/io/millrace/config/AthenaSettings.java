package io.millrace.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How Athena is asked.
 *
 * @param workgroup that queries run in
 * @param output where answers are written, {@code s3://bucket/folder/}
 * @param limit how long a query may take
 */
public record AthenaSettings(String workgroup, String output, Duration limit) {
    private static final Pattern WORKGROUP = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    private static final Pattern OUTPUT = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(\\S*/)?");

    static AthenaSettings of(Keys keys) {
        return new AthenaSettings(
                keys.text("millrace.athena.workgroup", WORKGROUP, "the name of a workgroup of Athena"),
                output(keys),
                keys.duration("millrace.athena.limit", Duration.ofSeconds(1), Duration.ofHours(12)));
    }

    private static String output(Keys keys) {
        var key = "millrace.athena.output";
        return keys.isSet(key)
                ? keys.text(key, OUTPUT, "a folder of a bucket, such as s3://my-answers/athena/")
                : keys.put(key, "s3://" + keys.properties().get("millrace.aws.bucket") + "/_athena/");
    }
}
