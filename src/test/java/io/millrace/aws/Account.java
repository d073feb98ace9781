package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account that the templates are deployed into, one after the other, in the order of the README. */
final class Account {
    /** Each may import what those before it export. */
    static final List<String> ORDER =
            List.of("lake", "roles", "crawler", "emr", "redshift", "mysql", "snowflake", "lambda", "alarms");

    /** Of parameters without defaults. */
    private static final Map<String, String> GIVEN = Map.of(
            "OidcProvider", "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF",
            "Vpc", "vpc-0123456789abcdef0",
            "Subnets", "subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2",
            "Image", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/millrace:0.1.0",
            "Email", "ops@example.com");

    /** Of those that switch something on or off, the other side than the default. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("StreamMode", "ON_DEMAND"),
            Map.entry("BucketName", "my-millrace-lake"),
            Map.entry("RawExpiryDays", "400"),
            Map.entry("AccessLogs", "true"),
            Map.entry("SnowpipeQueue", "arn:aws:sqs:eu-central-1:444455556666:sf-snowpipe-1"),
            Map.entry("RunsOn", "ec2"),
            Map.entry("Clusters", "true"),
            Map.entry("TwoZones", "true"),
            Map.entry("SnowflakeUser", "arn:aws:iam::444455556666:user/abc"),
            Map.entry("AlertTopic", "arn:aws:sns:eu-central-1:111122223333:price-alerts"),
            Map.entry("ExternalId", "XY12345_SFCRole=2_abc="),
            Map.entry("ScrapeFunction", "millrace-lambda-Scrape-1"),
            Map.entry("LandFunction", "millrace-lambda-Land-1"),
            Map.entry("EmrApplication", "00f5trm1fv0d3p09"),
            Map.entry("Architecture", "arm64"));

    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    private Account(Map<String, String> parameters) {
        var exports = new TreeMap<String, JsonNode>();
        var templates = Templates.all();
        for (var name : ORDER) {
            var stack = new Stack("millrace-" + name, templates.get(name), parameters, Map.copyOf(exports));
            stacks.put(name, stack);
            exports.putAll(stack.exports());
        }
    }

    /** With the defaults. */
    static Account plain() {
        return new Account(GIVEN);
    }

    /** With everything that a parameter switches the other way round. */
    static Account other() {
        var parameters = new TreeMap<>(GIVEN);
        parameters.putAll(OTHERWISE);
        return new Account(parameters);
    }

    /** By the names of their templates. */
    Map<String, Stack> stacks() {
        return stacks;
    }

    Stack stack(String name) {
        return stacks.get(name);
    }
}
