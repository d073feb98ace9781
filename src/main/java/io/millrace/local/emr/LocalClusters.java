package io.millrace.local.emr;

import static io.millrace.local.emr.Answers.object;
import static io.millrace.local.emr.Answers.putText;
import static io.millrace.local.emr.Answers.putTime;
import static io.millrace.local.emr.Answers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.emr.LocalJob.Api;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The cluster that is always there, and those that were started. What is known of one that was started is kept with its steps, so it
 * survives as they do. Thread-safe.
 */
final class LocalClusters {
    /** Of a step: which cluster it is on, and of its first how that was asked for. */
    static final String CLUSTER = "JobFlowId";

    private static final String ASKED = "JobFlow";

    private final LocalJobs jobs;
    private final Names names;
    private final Clock clock;
    private final Instant begun;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    LocalClusters(LocalJobs jobs, Names names, Clock clock) {
        this.jobs = jobs;
        this.names = names;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** What a step is kept with. */
    ObjectNode on(String cluster, JsonNode step) {
        return ((ObjectNode) step.deepCopy()).put(CLUSTER, cluster);
    }

    /** The same of the first step of a cluster. */
    ObjectNode first(String cluster, JsonNode step, JsonNode asked) {
        return on(cluster, step).set(ASKED, asked);
    }

    boolean isKnown(String id) {
        return id.equals(names.cluster()) || !steps(id).isEmpty();
    }

    boolean isOver(String id) {
        return state(id).startsWith("TERMINATED");
    }

    /** Newest first. */
    List<LocalJob> steps(String id) {
        return jobs.list(
                job -> job.api() == Api.EMR && text(job.request(), CLUSTER).equals(id));
    }

    /** Ends all that its steps do, and takes no more. */
    void end(String id) {
        ended.add(id);
        steps(id).forEach(job -> jobs.cancel(job.id()));
    }

    /** All, newest first. */
    Stream<ObjectNode> all() {
        return Stream.concat(
                        Stream.of(names.cluster()),
                        jobs.list(job -> job.request().has(ASKED)).stream().map(job -> text(job.request(), CLUSTER)))
                .map(this::cluster)
                .sorted(Comparator.comparingDouble((ObjectNode one) -> -created(one)));
    }

    static double created(JsonNode cluster) {
        return cluster.path("Status").path("Timeline").path("CreationDateTime").asDouble();
    }

    ObjectNode cluster(String id) {
        var cluster = object().put("Id", id);
        var status = object().put("State", state(id));
        var timeline = object();
        if (id.equals(names.cluster())) {
            cluster.put("Name", names.clusterName());
            putTime(timeline, "CreationDateTime", begun);
        } else {
            var asked = first(id).request().path(ASKED);
            cluster.put("Name", text(asked, "Name"));
            putText(cluster, "LogUri", asked.path("LogUri").asText(null));
            putTime(timeline, "CreationDateTime", first(id).created());
            if (isOver(id)) {
                putTime(timeline, "EndDateTime", lastEnd(id));
                status.set("StateChangeReason", reason(id));
            }
        }
        status.set("Timeline", timeline);
        cluster.set("Status", status);
        return cluster;
    }

    private LocalJob first(String id) {
        return steps(id).stream()
                .filter(job -> job.request().has(ASKED))
                .findFirst()
                .orElseThrow();
    }

    private Instant lastEnd(String id) {
        return steps(id).stream()
                .map(LocalJob::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String state(String id) {
        var steps = steps(id);
        var isWorking = steps.stream().anyMatch(job -> !job.isOver());
        if (id.equals(names.cluster())) {
            return isWorking ? "RUNNING" : "WAITING";
        }
        if (isWorking) {
            var isUp = steps.stream().anyMatch(job -> job.started() != null);
            return ended.contains(id) ? "TERMINATING" : isUp ? "RUNNING" : "STARTING";
        }
        if (isLacking(id)) {
            return "TERMINATED_WITH_ERRORS";
        }
        return ended.contains(id) || !isKept(id) ? "TERMINATED" : "WAITING";
    }

    private boolean isKept(String id) {
        var asked = first(id).request().path(ASKED);
        var idle = asked.path("AutoTerminationPolicy").path("IdleTimeout").asLong(Long.MAX_VALUE);
        return asked.path("Instances").path("KeepJobFlowAliveWhenNoSteps").asBoolean()
                && Duration.between(lastEnd(id), clock.instant()).toSeconds() < idle;
    }

    /** Whether it was asked for in the one subnet that does not exist. */
    private boolean isLacking(String id) {
        return isLacking(first(id).request().path(ASKED));
    }

    static boolean isLacking(JsonNode asked) {
        return text(asked.path("Instances"), "Ec2SubnetId").matches("subnet-0+");
    }

    private ObjectNode reason(String id) {
        if (isLacking(id)) {
            return object().put("Code", "VALIDATION_ERROR")
                    .put("Message", "The VPC/subnet configuration was invalid: the subnet does not exist");
        }
        return ended.contains(id)
                ? object().put("Code", "USER_REQUEST").put("Message", "Terminated by user request")
                : object().put("Code", "ALL_STEPS_COMPLETED").put("Message", "Steps completed");
    }
}
