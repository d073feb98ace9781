package io.millrace.local.emr;

import static io.millrace.local.emr.Answers.object;
import static io.millrace.local.emr.Answers.putText;
import static io.millrace.local.emr.Answers.putTime;
import static io.millrace.local.emr.Answers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.emr.LocalJob.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Actions of the EMR API (version 2009-03-31), as far as there are clusters and steps. */
final class StepApi {
    static final String PREFIX = "ElasticMapReduce.";

    private static final int PAGE = 50;
    private static final int MOST_STEPS = 256;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ARGUMENTS = 10_240;
    private static final int REFUSED = 400;
    private static final int ID_LENGTH = 13;

    private final LocalJobs jobs;
    private final LocalClusters clusters;
    private final Map<String, Function<JsonNode, ObjectNode>> actions = new TreeMap<>();

    StepApi(LocalJobs jobs, LocalClusters clusters) {
        this.jobs = jobs;
        this.clusters = clusters;
        actions.put("AddJobFlowSteps", this::addJobFlowSteps);
        actions.put("CancelSteps", this::cancelSteps);
        actions.put("DescribeCluster", this::describeCluster);
        actions.put("DescribeStep", this::describeStep);
        actions.put("ListClusters", this::listClusters);
        actions.put("ListSteps", this::listSteps);
        actions.put("RunJobFlow", this::runJobFlow);
        actions.put("TerminateJobFlows", this::terminateJobFlows);
    }

    ObjectNode answer(String action, JsonNode request) {
        var known = actions.get(action);
        if (known == null) {
            throw new ApiFault(
                    REFUSED,
                    "UnknownOperationException",
                    "%s is no action of this server, which knows %s.",
                    action,
                    String.join(", ", actions.keySet()));
        }
        return known.apply(request);
    }

    private ObjectNode addJobFlowSteps(JsonNode request) {
        var cluster = text(request, "JobFlowId");
        expectCluster(cluster);
        if (clusters.isOver(cluster)) {
            throw new ApiFault(
                    REFUSED,
                    "ValidationException",
                    "A job flow that is shutting down, terminated, or finished may not be modified.");
        }
        var steps = request.path("Steps");
        if (steps.isEmpty()) {
            throw invalid("Steps is missing or empty.");
        }
        var active = jobs.list(job -> job.api() == Api.EMR && !job.isOver()).size();
        if (active + steps.size() > MOST_STEPS) {
            throw new ApiFault(
                    REFUSED,
                    "ValidationException",
                    "Maximum number of active steps(State = Running, Pending or Cancel Pending) for cluster exceeded.");
        }
        steps.forEach(StepApi::check);
        var ids = object();
        var array = ids.putArray("StepIds");
        steps.forEach(step -> array.add(jobs.submit(Api.EMR, clusters.on(cluster, step), jobArguments(step))
                .id()));
        return ids;
    }

    private ObjectNode runJobFlow(JsonNode request) {
        var steps = request.path("Steps");
        if (text(request, "Name").isEmpty() || steps.size() != 1) {
            throw invalid(
                    "A cluster of this server has a Name and one of Steps, and '%s' has %s.",
                    text(request, "Name"), steps.size());
        }
        for (var field : List.of("ServiceRole", "JobFlowRole", "ReleaseLabel")) {
            if (text(request, field).isEmpty()) {
                throw new ApiFault(REFUSED, "ValidationException", "%s is missing.", field);
            }
        }
        if (!text(request, "ReleaseLabel").matches("emr-[7-9]\\..*")) {
            throw new ApiFault(
                    REFUSED,
                    "ValidationException",
                    "The supplied release label is invalid: %s.",
                    text(request, "ReleaseLabel"));
        }
        check(steps.get(0));
        var cluster = "j-"
                + UUID.randomUUID()
                        .toString()
                        .replace("-", "")
                        .substring(0, ID_LENGTH)
                        .toUpperCase(Locale.ROOT);
        var asked = ((ObjectNode) request.deepCopy()).without("Steps");
        var isLacking = LocalClusters.isLacking(asked);
        synchronized (jobs) {
            var step = jobs.submit(Api.EMR, clusters.first(cluster, steps.get(0), asked), jobArguments(steps.get(0)));
            if (isLacking) {
                jobs.cancel(step.id());
            }
        }
        return object().put("JobFlowId", cluster);
    }

    private ObjectNode terminateJobFlows(JsonNode request) {
        for (var id : texts(request.path("JobFlowIds"))) {
            expectCluster(id);
            clusters.end(id);
        }
        return object();
    }

    private static void check(JsonNode step) {
        var name = text(step, "Name");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid(
                    "The name of a step has 1 to %s characters, and '%s' has %s.", LONGEST_NAME, name, name.length());
        }
        if (text(step.path("HadoopJarStep"), "Jar").isEmpty()) {
            throw invalid("HadoopJarStep.Jar is missing.");
        }
        var length = arguments(step).stream().mapToInt(String::length).sum();
        if (length > LONGEST_ARGUMENTS) {
            throw invalid("The arguments of a step have %s characters, more than %s.", length, LONGEST_ARGUMENTS);
        }
        if (!List.of("", "CONTINUE", "CANCEL_AND_WAIT", "TERMINATE_CLUSTER", "TERMINATE_JOB_FLOW")
                .contains(text(step, "ActionOnFailure"))) {
            throw invalid("ActionOnFailure '%s' is none.", text(step, "ActionOnFailure"));
        }
    }

    /** What follows the jar in the call of spark-submit. */
    private static List<String> jobArguments(JsonNode step) {
        var words = arguments(step);
        var jar = words.stream().filter(word -> word.endsWith(".jar")).findFirst();
        return jar.map(word -> words.subList(words.indexOf(word) + 1, words.size()))
                .orElse(List.of());
    }

    private static List<String> arguments(JsonNode step) {
        var words = new ArrayList<String>();
        step.path("HadoopJarStep").path("Args").forEach(word -> words.add(word.asText()));
        return words;
    }

    private ObjectNode listSteps(JsonNode request) {
        var cluster = text(request, "ClusterId");
        expectCluster(cluster);
        var states = texts(request.path("StepStates"));
        var ids = texts(request.path("StepIds"));
        var all = clusters.steps(cluster).stream()
                .filter(job -> states.isEmpty() || states.contains(job.state()))
                .filter(job -> ids.isEmpty() || ids.contains(job.id()))
                .toList();
        var from = text(request, "Marker").isEmpty() ? 0 : Integer.parseInt(text(request, "Marker"));
        var answer = object();
        var steps = answer.putArray("Steps");
        all.stream().skip(from).limit(PAGE).forEach(job -> steps.add(step(job)));
        if (from + PAGE < all.size()) {
            answer.put("Marker", Integer.toString(from + PAGE));
        }
        return answer;
    }

    private ObjectNode describeStep(JsonNode request) {
        expectCluster(text(request, "ClusterId"));
        var id = text(request, "StepId");
        var answer = object();
        answer.set("Step", step(jobs.find(Api.EMR, id).orElseThrow(() -> invalid("Step id '%s' is not valid.", id))));
        return answer;
    }

    private ObjectNode cancelSteps(JsonNode request) {
        expectCluster(text(request, "ClusterId"));
        var answer = object();
        var infos = answer.putArray("CancelStepsInfoList");
        for (var id : texts(request.path("StepIds"))) {
            var job = jobs.find(Api.EMR, id).orElseThrow(() -> invalid("Step id '%s' is not valid.", id));
            var info = infos.addObject().put("StepId", id).put("Status", job.isOver() ? "FAILED" : "SUBMITTED");
            if (job.isOver()) {
                info.put("Reason", "Step " + id + " is " + job.state() + ", and cannot be cancelled.");
            }
            jobs.cancel(id);
        }
        return answer;
    }

    private ObjectNode listClusters(JsonNode request) {
        var states = texts(request.path("ClusterStates"));
        var after = request.path("CreatedAfter").asDouble(0);
        var answer = object();
        var found = answer.putArray("Clusters");
        clusters.all()
                .filter(one -> states.isEmpty() || states.contains(text(one.path("Status"), "State")))
                .filter(one -> LocalClusters.created(one) >= after)
                .forEach(found::add);
        return answer;
    }

    private ObjectNode describeCluster(JsonNode request) {
        expectCluster(text(request, "ClusterId"));
        return object().set("Cluster", clusters.cluster(text(request, "ClusterId")));
    }

    private static ObjectNode step(LocalJob job) {
        var step = object().put("Id", job.id()).put("Name", text(job.request(), "Name"));
        step.put("ActionOnFailure", text(job.request(), "ActionOnFailure"));
        var config = step.putObject("Config").put("Jar", text(job.request().path("HadoopJarStep"), "Jar"));
        var args = config.putArray("Args");
        arguments(job.request()).forEach(args::add);
        var status = step.putObject("Status").put("State", job.state());
        if (job.reason() != null) {
            status.putObject("StateChangeReason").put("Message", job.reason());
        }
        if (job.state().equals("FAILED")) {
            var details = status.putObject("FailureDetails").put("Reason", "Unknown Error.");
            putText(details, "Message", job.reason());
            putText(details, "LogFile", job.log());
        }
        var timeline = status.putObject("Timeline");
        putTime(timeline, "CreationDateTime", job.created());
        putTime(timeline, "StartDateTime", job.started());
        putTime(timeline, "EndDateTime", job.ended());
        return step;
    }

    private void expectCluster(String id) {
        if (!clusters.isKnown(id)) {
            throw invalid("Cluster id '%s' is not valid.", id);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static ApiFault invalid(String message, Object... values) {
        return new ApiFault(REFUSED, "InvalidRequestException", message, values);
    }
}
