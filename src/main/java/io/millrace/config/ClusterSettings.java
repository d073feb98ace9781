package io.millrace.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An EMR cluster that is started for what there is to clean; texts that are not set are empty.
 *
 * @param release of EMR
 * @param instanceType of all its machines
 * @param instances that work, beside the one that leads
 * @param bid at most paid for an hour of one that works, in US dollars; empty: no spot instances
 * @param subnet id of the subnet
 * @param serviceRole that EMR takes on
 * @param instanceProfile of its machines
 * @param idle how long it waits for another step; zero: it ends with its last step
 */
public record ClusterSettings(
        String release,
        String instanceType,
        int instances,
        String bid,
        String subnet,
        String serviceRole,
        String instanceProfile,
        Duration idle) {
    private static final Pattern RELEASE = Pattern.compile("emr-[1-9]\\d*(\\.\\d+){1,2}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9-]+");
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,4}(\\.\\d{1,5})?");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@:/-]{1,2048}");
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(7);
    private static final int MOST = 1000;

    /** That which is set; empty where no release is. */
    static Optional<ClusterSettings> of(Keys keys) {
        var release = EmrSettings.optional(
                keys, "millrace.clean.emr.release", RELEASE, "a release of EMR, such as emr-7.5.0");
        var settings = new ClusterSettings(
                release,
                keys.text("millrace.clean.emr.instance-type", TYPE, "a type of instances, such as m5.xlarge"),
                keys.integer("millrace.clean.emr.instances", 0, MOST),
                EmrSettings.optional(keys, "millrace.clean.emr.bid", DOLLARS, "US dollars an hour, such as 0.08"),
                EmrSettings.optional(
                        keys, "millrace.clean.emr.subnet", SUBNET, "the id of a subnet, such as subnet-0a1b2c3d"),
                keys.text("millrace.clean.emr.service-role", ROLE, "an IAM role, such as EMR_DefaultRole"),
                keys.text(
                        "millrace.clean.emr.instance-profile",
                        ROLE,
                        "an instance profile, such as EMR_EC2_DefaultRole"),
                idle(keys));
        return release.isEmpty() ? Optional.empty() : Optional.of(settings);
    }

    private static Duration idle(Keys keys) {
        var key = "millrace.clean.emr.idle";
        var idle = keys.duration(key, Duration.ZERO, LONGEST_IDLE);
        if (!idle.isZero() && idle.compareTo(SHORTEST_IDLE) < 0) {
            keys.fault(key, "EMR takes 0s, or at least 1m");
        }
        return idle;
    }
}
