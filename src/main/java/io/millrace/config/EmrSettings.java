package io.millrace.config;

import io.millrace.config.CleanSettings.Engine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and how jobs run on Amazon EMR; texts that are not set are empty.
 *
 * @param cluster id of the cluster that takes steps
 * @param clusterName name of that cluster, where its id is not set: the newest of that name that runs counts
 * @param started the cluster that is started instead, for what there is to clean
 * @param application id of the EMR Serverless application
 * @param role ARN of the role that its jobs take on
 * @param jar address of {@code millrace-spark.jar}
 * @param options of spark-submit, as on a command line
 * @param log address under which EMR Serverless, or a cluster that is started, writes logs
 * @param cancelOnStop whether a job is cancelled when this program stops while it waits for it
 */
public record EmrSettings(
        String cluster,
        String clusterName,
        Optional<ClusterSettings> started,
        String application,
        String role,
        String jar,
        String options,
        String log,
        boolean cancelOnStop) {
    private static final Pattern CLUSTER = Pattern.compile("j-[A-Z0-9]{1,64}");
    private static final Pattern APPLICATION = Pattern.compile("[0-9a-z]{1,64}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern JAR = Pattern.compile("s3://[^/\\s]+/\\S+\\.jar");
    private static final Pattern FOLDER = Pattern.compile("s3://[^/\\s]+(/\\S*)?");
    private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,4000}");

    static EmrSettings of(Keys keys, Target target, Engine engine) {
        var isOnAws = target == Target.AWS;
        if (isOnAws && engine.isOnEmr()) {
            requireAll(keys, engine);
        }
        return new EmrSettings(
                optional(keys, "millrace.clean.emr.cluster", CLUSTER, "the id of a cluster, such as j-2AXXXXXXGAPLF"),
                optional(keys, "millrace.clean.emr.cluster-name", LINE, "the name of a cluster"),
                ClusterSettings.of(keys),
                optional(
                        keys,
                        "millrace.clean.emr.application",
                        APPLICATION,
                        "the id of an application, such as 00f5trm1fv0d3p09"),
                optional(keys, "millrace.clean.emr.role", ROLE, "the ARN of an IAM role"),
                optional(
                        keys, "millrace.clean.emr.jar", JAR, "an address such as s3://my-lake/jars/millrace-spark.jar"),
                optional(keys, "millrace.clean.emr.options", LINE, "options of spark-submit on one line"),
                optional(keys, "millrace.clean.emr.log", FOLDER, "an address such as s3://my-logs/emr/"),
                keys.one("millrace.clean.emr.cancel-on-stop", Scalar::bool, false, String::valueOf));
    }

    private static void requireAll(Keys keys, Engine engine) {
        var needs = "clean.engine: " + Scalar.word(engine) + " needs ";
        require(
                keys,
                "millrace.clean.emr.jar",
                needs + "the address of millrace-spark.jar, such as s3://my-lake/jars/millrace-spark.jar");
        if (engine == Engine.EMR_SERVERLESS) {
            require(
                    keys,
                    "millrace.clean.emr.application",
                    needs + "the id of an application, such as 00f5trm1fv0d3p09");
            require(keys, "millrace.clean.emr.role", needs + "the ARN of the role that its jobs take on");
        } else if (keys.isSet("millrace.clean.emr.release")) {
            for (var key : List.of("millrace.clean.emr.cluster", "millrace.clean.emr.cluster-name")) {
                if (keys.isSet(key)) {
                    keys.fault(key, "clean.emr.release has one started: remove one of the two");
                }
            }
        } else if (keys.isSet("millrace.clean.emr.cluster") && keys.isSet("millrace.clean.emr.cluster-name")) {
            keys.fault("millrace.clean.emr.cluster-name", "clean.emr.cluster names one already: remove one of the two");
        } else if (!keys.isSet("millrace.clean.emr.cluster-name")) {
            require(
                    keys,
                    "millrace.clean.emr.cluster",
                    needs
                            + "the id of a cluster, such as j-2AXXXXXXGAPLF, or clean.emr.cluster-name, or clean.emr.release");
        }
    }

    private static void require(Keys keys, String key, String message) {
        if (!keys.isSet(key)) {
            keys.missing(key, message);
        }
    }

    static String optional(Keys keys, String key, Pattern form, String expected) {
        return keys.isSet(key) ? keys.text(key, form, expected) : keys.put(key, "");
    }
}
