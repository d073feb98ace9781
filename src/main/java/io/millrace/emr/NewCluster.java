package io.millrace.emr;

import io.millrace.lake.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceGroupConfig;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.MarketType;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.StepConfig;

/**
 * A cluster that is started for what there is to clean; texts that are not set are empty.
 *
 * @param release such as emr-7.5.0
 * @param instances that work, beside the one that leads
 * @param bid at most paid for an hour of one that works, in US dollars; empty: no spot instances
 * @param subnet id
 * @param serviceRole that EMR takes on
 * @param instanceProfile of the machines
 * @param log address under which logs are written
 * @param idle how long it waits for another step; zero: it ends with its last step
 */
public record NewCluster(
        String release,
        String instanceType,
        int instances,
        String bid,
        String subnet,
        String serviceRole,
        String instanceProfile,
        String log,
        Duration idle) {
    /** The shortest that EMR takes. */
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(1);

    private static final String TAG = "millrace";
    /** With it, AWS's own policy of a service role (AmazonEMRServicePolicy_v2) lets EMR work on a cluster. */
    private static final String MANAGED = "for-use-with-amazon-emr-managed-policies";

    /**
     * What is asked for.
     *
     * @param family that all clusters of a lake have in common
     */
    RunJobFlowRequest request(String family, Submission submission, StepConfig step) {
        var request = RunJobFlowRequest.builder()
                .name(name(family, submission))
                .releaseLabel(release)
                .applications(application -> application.name("Spark"))
                .serviceRole(serviceRole)
                .jobFlowRole(instanceProfile)
                // Steps that run at once would share what one of them was measured for.
                .stepConcurrencyLevel(1)
                .autoTerminationPolicy(policy -> policy.idleTimeout(
                        idle.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE.toSeconds() : idle.toSeconds()))
                .tags(tag -> tag.key(TAG).value(family), tag -> tag.key(MANAGED).value("true"))
                .steps(step)
                .instances(instances -> {
                    instances
                            .keepJobFlowAliveWhenNoSteps(!idle.isZero())
                            .terminationProtected(false)
                            .instanceGroups(groups());
                    if (!subnet.isEmpty()) {
                        instances.ec2SubnetId(subnet);
                    }
                });
        if (!log.isEmpty()) {
            request.logUri(log.endsWith("/") ? log : log + "/");
        }
        return request.build();
    }

    /** What the cluster is called that is started for a submission. */
    static String name(String family, Submission submission) {
        return family + "/" + submission.name();
    }

    private List<InstanceGroupConfig> groups() {
        var groups = new ArrayList<InstanceGroupConfig>();
        groups.add(InstanceGroupConfig.builder()
                .instanceRole(InstanceRoleType.MASTER)
                .market(MarketType.ON_DEMAND)
                .instanceType(instanceType)
                .instanceCount(1)
                .build());
        if (instances > 0) {
            var core = InstanceGroupConfig.builder()
                    .instanceRole(InstanceRoleType.CORE)
                    .instanceType(instanceType)
                    .instanceCount(instances);
            groups.add((bid.isEmpty()
                            ? core.market(MarketType.ON_DEMAND)
                            : core.market(MarketType.SPOT).bidPrice(bid))
                    .build());
        }
        return groups;
    }
}
