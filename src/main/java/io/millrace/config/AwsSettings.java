package io.millrace.config;

import java.util.regex.Pattern;

/**
 * Names of the stream and the lake, also of the local ones.
 *
 * @param shards how many the local stream has
 */
public record AwsSettings(String region, String stream, String bucket, int shards) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9]([a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");
    private static final String LOCAL_REGION = "us-east-1";
    private static final int MOST_SHARDS = 64;

    static AwsSettings of(Keys keys, Target target) {
        return new AwsSettings(
                region(keys, target),
                keys.text("millrace.aws.stream", STREAM, "letters, digits, hyphens, underscores and dots, at most 128"),
                bucket(keys, target),
                keys.integer("millrace.aws.shards", 1, MOST_SHARDS));
    }

    private static String region(Keys keys, Target target) {
        var key = "millrace.aws.region";
        if (keys.isSet(key)) {
            return keys.text(key, REGION, "a region such as eu-central-1");
        }
        if (target == Target.AWS) {
            keys.missing(
                    key, "target aws needs a region such as eu-central-1: set it in millrace.yaml, or set AWS_REGION");
        }
        return keys.put(key, LOCAL_REGION);
    }

    private static String bucket(Keys keys, Target target) {
        var key = "millrace.aws.bucket";
        if (target == Target.AWS && !keys.isOwn(key)) {
            keys.missing(
                    key,
                    "target aws needs a bucket of your own, as bucket names are the whole world's: set it in millrace.yaml");
        }
        return keys.text(key, BUCKET, "a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots");
    }
}
