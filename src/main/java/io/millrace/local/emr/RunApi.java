package io.millrace.local.emr;

import static io.millrace.local.emr.Answers.object;
import static io.millrace.local.emr.Answers.putText;
import static io.millrace.local.emr.Answers.putTime;
import static io.millrace.local.emr.Answers.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.emr.LocalJob.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Actions of the EMR Serverless API (version 2021-07-13), as far as there are job runs. */
final class RunApi {
    private static final Pattern PATH = Pattern.compile("/applications/([^/]+)(/jobruns(?:/([^/]+))?)?/?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final int PAGE = 50;
    private static final int REFUSED = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final LocalJobs jobs;
    private final Names names;

    RunApi(LocalJobs jobs, Names names) {
        this.jobs = jobs;
        this.names = names;
    }

    /** The action that a request is about. */
    static String action(String method, String path) {
        var match = PATH.matcher(path);
        if (match.matches()) {
            var ofRun = match.group(3) != null;
            var ofRuns = match.group(2) != null;
            if (method.equals("POST") && ofRuns && !ofRun) {
                return "StartJobRun";
            }
            if (method.equals("GET")) {
                return ofRun ? "GetJobRun" : ofRuns ? "ListJobRuns" : "GetApplication";
            }
            if (method.equals("DELETE") && ofRun) {
                return "CancelJobRun";
            }
        }
        throw new ApiFault(NOT_FOUND, "UnknownOperationException", "There is no %s %s here.", method, path);
    }

    /** @param query parameters of the address */
    ObjectNode answer(String action, String path, Map<String, String> query, JsonNode request) {
        var match = PATH.matcher(path);
        match.matches();
        var application = match.group(1);
        if (!application.equals(names.application())) {
            throw new ApiFault(NOT_FOUND, "ResourceNotFoundException", "Application %s does not exist", application);
        }
        return switch (action) {
            case "StartJobRun" -> start(request);
            case "GetJobRun" -> object().set("jobRun", whole(find(match.group(3))));
            case "ListJobRuns" -> list(query);
            case "CancelJobRun" -> cancel(find(match.group(3)));
            default -> object().set("application", application());
        };
    }

    private ObjectNode start(JsonNode request) {
        var token = text(request, "clientToken");
        if (!TOKEN.matcher(token).matches()) {
            throw invalid("clientToken '%s' does not match [A-Za-z0-9._-]{1,64}", token);
        }
        if (!ROLE.matcher(text(request, "executionRoleArn")).matches()) {
            throw invalid("executionRoleArn '%s' is no ARN of a role", text(request, "executionRoleArn"));
        }
        var driver = request.path("jobDriver").path("sparkSubmit");
        if (text(driver, "entryPoint").isEmpty()) {
            throw invalid("jobDriver.sparkSubmit.entryPoint is missing: this server runs Spark jobs alone");
        }
        synchronized (jobs) {
            var same = jobs.list(job -> job.api() == Api.SERVERLESS
                    && text(job.request(), "clientToken").equals(token));
            if (!same.isEmpty() && !same.get(0).request().equals(request)) {
                throw new ApiFault(
                        CONFLICT, "ConflictException", "The client token %s was used with other parameters", token);
            }
            return started(same.isEmpty() ? jobs.submit(Api.SERVERLESS, request, arguments(driver)) : same.get(0));
        }
    }

    private ObjectNode started(LocalJob job) {
        return object().put("applicationId", names.application())
                .put("jobRunId", job.id())
                .put("arn", arn(job));
    }

    private ObjectNode list(Map<String, String> query) {
        var after = query.containsKey("createdAtAfter") ? Instant.parse(query.get("createdAtAfter")) : Instant.EPOCH;
        var all = jobs.list(job -> job.api() == Api.SERVERLESS && !job.created().isBefore(after));
        var from = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        var answer = object();
        var runs = answer.putArray("jobRuns");
        all.stream().skip(from).limit(PAGE).forEach(job -> runs.add(summary(job)));
        if (from + PAGE < all.size()) {
            answer.put("nextToken", Integer.toString(from + PAGE));
        }
        return answer;
    }

    private ObjectNode cancel(LocalJob job) {
        jobs.cancel(job.id());
        return object().put("applicationId", names.application()).put("jobRunId", job.id());
    }

    private LocalJob find(String id) {
        return jobs.find(Api.SERVERLESS, id)
                .orElseThrow(
                        () -> new ApiFault(NOT_FOUND, "ResourceNotFoundException", "Job run %s does not exist", id));
    }

    private ObjectNode application() {
        return object().put("applicationId", names.application())
                .put("name", names.clusterName())
                .put("type", "Spark")
                .put("state", "STARTED")
                .put("releaseLabel", "emr-7.0.0");
    }

    private ObjectNode summary(LocalJob job) {
        var run = common(job);
        run.put("id", job.id());
        return run;
    }

    private ObjectNode whole(LocalJob job) {
        var run = common(job);
        run.put("jobRunId", job.id());
        run.set("jobDriver", job.request().path("jobDriver"));
        putTime(run, "startedAt", job.started());
        putTime(run, "endedAt", job.ended());
        return run;
    }

    private ObjectNode common(LocalJob job) {
        var run = object().put("applicationId", names.application())
                .put("arn", arn(job))
                .put("createdBy", "arn:aws:iam::000000000000:user/local")
                .put("executionRole", text(job.request(), "executionRoleArn"))
                .put("releaseLabel", "emr-7.0.0")
                .put("state", job.state())
                .put("stateDetails", job.reason() == null ? "" : job.reason());
        putText(run, "name", job.request().path("name").asText(null));
        putTime(run, "createdAt", job.created());
        putTime(run, "updatedAt", job.ended() == null ? job.created() : job.ended());
        return run;
    }

    private String arn(LocalJob job) {
        return "arn:aws:emr-serverless:us-east-1:000000000000:/applications/" + names.application() + "/jobruns/"
                + job.id();
    }

    private static List<String> arguments(JsonNode driver) {
        var words = new ArrayList<String>();
        driver.path("entryPointArguments").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static ApiFault invalid(String message, Object... values) {
        return new ApiFault(REFUSED, "ValidationException", message, values);
    }
}
