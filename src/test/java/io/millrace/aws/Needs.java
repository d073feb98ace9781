package io.millrace.aws;

import static java.util.Map.entry;

import io.millrace.aws.SdkCalls.Call;
import io.millrace.run.RoutesOfRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who makes which request, and which action of IAM that is. */
final class Needs {
    static final List<String> STAGES = List.of("fetch", "land", "clean", "load", "dashboard");

    /** Where the SDK's name of an operation, or of a service, is not that of the action. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            entry("s3:getObjectAsBytes", "s3:GetObject"),
            entry("s3:headObject", "s3:GetObject"),
            entry("s3:headBucket", "s3:ListBucket"),
            entry("s3:listObjectsV2", "s3:ListBucket"),
            entry("s3:deleteObjects", "s3:DeleteObject"));

    private static final Map<String, String> SERVICES =
            Map.of("emr", "elasticmapreduce", "emrserverless", "emr-serverless");

    /** It tells who one is, and is allowed to everybody. */
    private static final Set<String> FREE = Set.of("sts:getCallerIdentity");

    /** Never asked of AWS: benchmarks and stand-ins, which have addresses of this machine. */
    private static final Set<String> OF_THIS_MACHINE =
            Set.of("bench.Backlog", "bench.PastObjects", "run.Standins", "run.StreamTrim");

    /** A class, or a package, to the stages whose processes come by there. */
    private static final Map<String, List<String>> STAGES_OF = Map.ofEntries(
            entry("stream.ShardsProducer", List.of("fetch")),
            entry("stream.KinesisShardSource", List.of("land")),
            // Status, sums and a drained end ask how far the stream is.
            entry("stream.KinesisStream", STAGES),
            entry("stream.ShardTip", STAGES),
            entry("lake.S3ObjectStore", STAGES),
            entry("run.Secrets", List.of("fetch", "load", "dashboard")),
            entry("run.Topics", List.of("load")),
            entry("run.Session", STAGES),
            entry("run.ReadyProbes", STAGES),
            entry("cli.AwsCheck", STAGES),
            entry("cli.CatalogCheck", List.of("clean")),
            entry("cli.EngineCheck", List.of("clean")),
            entry("catalog", List.of("clean")),
            entry("emr", List.of("clean")),
            // A person's question, by a policy of its own.
            entry("query-athena", List.of("query")));

    private static final Set<Call> CALLS = find();

    private Needs() {}

    /** Every request of the program and its routes that AWS may be asked. */
    static Set<Call> calls() {
        return CALLS;
    }

    private static Set<Call> find() {
        return Stream.concat(SdkCalls.ofTheProgram().stream(), SdkCalls.ofTheRoutes().stream())
                .filter(call -> !OF_THIS_MACHINE.contains(call.by()) && !FREE.contains(call.what()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The action that allows a request. */
    static String action(Call call) {
        var odd = ACTIONS.get(call.what());
        if (odd != null) {
            return odd;
        }
        var operation = call.operation();
        return SERVICES.getOrDefault(call.service(), call.service()) + ":" + Character.toUpperCase(operation.charAt(0))
                + operation.substring(1);
    }

    /** The stages whose processes make a request; empty if nobody has said. */
    static Set<String> stages(Call call) {
        var stages = new TreeSet<String>();
        STAGES.stream()
                .filter(stage -> RoutesOfRole.of(stage).contains(call.by()))
                .forEach(stages::add);
        STAGES_OF.forEach((by, named) -> {
            if (call.by().equals(by) || call.by().startsWith(by + ".")) {
                stages.addAll(named);
            }
        });
        return stages;
    }

    /** Actions that a stage needs for its requests. */
    static Set<String> actions(String stage) {
        return calls().stream()
                .filter(call -> stages(call).contains(stage))
                .map(Needs::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
