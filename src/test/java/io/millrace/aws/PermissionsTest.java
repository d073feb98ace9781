package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.aws.Policies.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policies allow, held against the requests that the program makes. */
class PermissionsTest {
    private static final Policies POLICIES = new Policies(Account.other());

    /** Allowed to stages, and called by nothing of the program: why. */
    private static final Map<String, String> NOT_CALLED = Map.of(
            "kms:Decrypt", "S3, Kinesis and Secrets Manager ask for it in the caller's name",
            "kms:GenerateDataKey", "S3 and Kinesis ask for it in the caller's name",
            "iam:PassRole", "asked for by RunJobFlow and StartJobRun, which name roles",
            "elasticmapreduce:AddTags", "asked for by RunJobFlow, as the cluster has tags",
            "rds-db:connect", "what a token of IAM is signed for, which asks nobody",
            "redshift-serverless:GetWorkgroup", "Redshift's driver, for jdbc:redshift:iam",
            "redshift-serverless:GetCredentials", "Redshift's driver, for jdbc:redshift:iam");

    /** Policies of what is not the program, with all that each may do: nothing here can tell what they need but AWS's manuals. */
    private static final Map<String, Set<String>> OF_OTHERS = Map.ofEntries(
            Map.entry(
                    "millrace-emr-jobpolicy",
                    Set.of(
                            "s3:ListBucket",
                            "s3:GetObject",
                            "s3:PutObject",
                            "s3:DeleteObject",
                            "s3:AbortMultipartUpload",
                            "s3:ListMultipartUploadParts",
                            "kms:Decrypt",
                            "kms:GenerateDataKey")),
            Map.entry(
                    "millrace-redshift-readpolicy",
                    Set.of(
                            "s3:ListBucket",
                            "s3:GetBucketLocation",
                            "s3:GetObject",
                            "kms:Decrypt",
                            "glue:GetDatabase",
                            "glue:GetTable",
                            "glue:GetTables",
                            "glue:GetPartition",
                            "glue:GetPartitions",
                            "glue:BatchGetPartition")),
            Map.entry(
                    "millrace-snowflake-integrationpolicy",
                    Set.of(
                            "s3:ListBucket",
                            "s3:GetBucketLocation",
                            "s3:GetObject",
                            "s3:GetObjectVersion",
                            "kms:Decrypt")),
            Map.entry(
                    "millrace-crawler-crawlerpolicy",
                    Set.of(
                            "s3:ListBucket",
                            "s3:GetBucketLocation",
                            "s3:GetObject",
                            "kms:Decrypt",
                            "glue:GetDatabase",
                            "glue:GetTable",
                            "glue:GetTables",
                            "glue:CreateTable",
                            "glue:UpdateTable",
                            "glue:GetPartition",
                            "glue:GetPartitions",
                            "glue:BatchGetPartition",
                            "glue:CreatePartition",
                            "glue:BatchCreatePartition",
                            "glue:UpdatePartition",
                            "logs:CreateLogGroup",
                            "logs:CreateLogStream",
                            "logs:PutLogEvents")),
            Map.entry("millrace-lambda-mappingpolicy", Set.of("kinesis:DescribeStream")),
            Map.entry("millrace-lambda-schedulepolicy", Set.of("lambda:InvokeFunction")),
            Map.entry("millrace-lambda-scrapelogpolicy", Set.of("logs:CreateLogStream", "logs:PutLogEvents")),
            Map.entry("millrace-lambda-landlogpolicy", Set.of("logs:CreateLogStream", "logs:PutLogEvents")));

    /** Athena reads and writes with the rights of who asks it. */
    private static final Set<String> OF_ATHENA = Set.of(
            "s3:ListBucket",
            "s3:GetBucketLocation",
            "s3:GetObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "glue:GetDatabase",
            "glue:GetTable",
            "glue:GetTables",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:BatchGetPartition");

    /** The stages of each role, which are those of the pods in {@code k8s/}. */
    private static final Map<String, List<String>> ROLES = Map.of(
            "fetch", List.of("fetch"),
            "land", List.of("land"),
            "cleanandload", List.of("clean", "load"),
            "dashboard", List.of("load", "dashboard"));

    static List<String> stages() {
        return Needs.STAGES;
    }

    static Set<String> roles() {
        return ROLES.keySet();
    }

    @Test
    void everyRequestIsSomebodys() {
        for (var call : Needs.calls()) {
            assertFalse(
                    Needs.stages(call).isEmpty(),
                    call + ": say in Needs which stages make this request, and allow it to them in aws/");
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleIsAllowedWhatTheRequestsOfItsStagesNeed(String role) {
        var missing = needs(role);
        missing.removeAll(Policies.actions(POLICIES.role(role(role))));
        assertEquals(Set.of(), missing, role + " asks for these: allow them in aws/");
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleIsAllowedNothingElse(String role) {
        var surplus = Policies.actions(POLICIES.role(role(role)));
        surplus.removeAll(needs(role));
        surplus.removeAll(NOT_CALLED.keySet());
        assertEquals(Set.of(), surplus, role + " asks for none of these: take them out of aws/, or say why here");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void thePolicyOfAStageAllowsNothingThatTheStageDoesNotAskFor(String stage) {
        var surplus = Policies.actions(POLICIES.policy("millrace-roles-" + stage + "policy"));
        surplus.removeAll(Needs.actions(stage));
        surplus.removeAll(NOT_CALLED.keySet());
        assertEquals(Set.of(), surplus, stage + " asks for none of these: take them out of aws/, or say why here");
    }

    private static Set<String> needs(String role) {
        return ROLES.get(role).stream()
                .flatMap(stage -> Needs.actions(stage).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyExceptionIsAllowedToARole() {
        var allowed = ROLES.keySet().stream()
                .flatMap(role -> Policies.actions(POLICIES.role(role(role))).stream())
                .collect(Collectors.toSet());
        assertTrue(allowed.containsAll(NOT_CALLED.keySet()), allowed::toString);
    }

    @Test
    void aProcessOfAllStagesIsAllowedWhatEachIs() {
        var all = POLICIES.roles().get(role("all"));
        ROLES.keySet()
                .forEach(role -> assertTrue(all.containsAll(POLICIES.roles().get(role(role))), role));
    }

    @Test
    void whoAsksAthenaIsAllowedThatAndWhatAthenaDoesInHisName() {
        var allowed = new TreeSet<>(OF_ATHENA);
        allowed.addAll(Needs.actions("query"));
        assertEquals(
                Set.of("athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults"),
                Needs.actions("query"));
        assertEquals(allowed, Policies.actions(POLICIES.policy("millrace-roles-querypolicy")));
    }

    @Test
    void whatIsNotTheProgramIsAllowedWhatIsWrittenDownHere() {
        OF_OTHERS.forEach((policy, actions) ->
                assertEquals(new TreeSet<>(actions), Policies.actions(POLICIES.policy(policy)), policy));
    }

    @Test
    void everyPolicyIsLookedAtByATest() {
        var looked = new TreeSet<>(OF_OTHERS.keySet());
        looked.add("millrace-roles-querypolicy");
        ROLES.keySet().forEach(role -> looked.addAll(POLICIES.roles().get(role(role))));
        assertEquals(POLICIES.names(), looked);
    }

    @Test
    void functionsHaveThePoliciesOfTheirStages() {
        assertTrue(POLICIES.roles().get("millrace-lambda-scraperole").contains("millrace-roles-fetchpolicy"));
        assertTrue(POLICIES.roles().get("millrace-lambda-landrole").contains("millrace-roles-landpolicy"));
    }

    @Test
    void noPolicyAllowsEveryActionOrEveryResource() {
        // EMR knows no resource of these.
        var anywhere = Set.of("elasticmapreduce:ListClusters", "elasticmapreduce:RunJobFlow");
        for (var name : POLICIES.names()) {
            for (var statement : POLICIES.policy(name)) {
                assertTrue(statement.actions().stream().noneMatch(action -> action.contains("*")), name);
                assertTrue(
                        !statement.resources().contains("*") || anywhere.containsAll(statement.actions()),
                        name + " " + statement.actions());
            }
        }
    }

    /** S3 answers 404 for an object that is not there only to who may list the bucket, whatever the prefix; else 403. */
    @ParameterizedTest
    @MethodSource("stages")
    void aStageMayListTheBucketWithoutACondition(String stage) {
        assertTrue(POLICIES.policy("millrace-roles-" + stage + "policy").stream()
                .filter(Statement::allows)
                .filter(statement -> statement.actions().contains("s3:ListBucket"))
                .anyMatch(statement -> statement.condition().isMissingNode()));
    }

    @Test
    void nobodyButMillraceCommits() {
        var bucket = "arn:aws:s3:::my-millrace-lake/";
        for (var key : List.of("processed/_batches/00000007.json", "processed/_plans/00000007.json")) {
            assertFalse(POLICIES.allows("millrace-emr-jobrole", "s3:PutObject", bucket + key));
            assertFalse(POLICIES.allows("millrace-emr-jobrole", "s3:DeleteObject", bucket + key));
            assertFalse(POLICIES.allows(role("dashboard"), "s3:DeleteObject", bucket + key));
            assertFalse(POLICIES.allows(role("cleanandload"), "s3:DeleteObject", bucket + key));
            assertTrue(POLICIES.allows(role("cleanandload"), "s3:PutObject", bucket + key));
        }
        var file = "processed/prices/batch=7-abc/dt=2026-11-22/part-0.parquet";
        assertTrue(POLICIES.allows("millrace-emr-jobrole", "s3:PutObject", bucket + file));
        assertTrue(POLICIES.allows(role("cleanandload"), "s3:DeleteObject", bucket + file));
    }

    @Test
    void aJobWritesAttemptsAndProposalsAlone() {
        var bucket = "arn:aws:s3:::my-millrace-lake/";
        for (var action : List.of("s3:PutObject", "s3:DeleteObject")) {
            for (var key : List.of(
                    "processed/prices/batch=7-abc/dt=2026-11-22/part-0.parquet",
                    "rejected/batch=7-abc/part-0.jsonl.gz",
                    "processed/_proposals/7-abc.json")) {
                assertTrue(POLICIES.allows("millrace-emr-jobrole", action, bucket + key), key);
            }
            for (var key : List.of(
                    "processed/_copies/a/part-0.parquet",
                    "processed/_submissions/00000007-1.json",
                    "rejected/publish/x.json",
                    "raw/dt=2026-11-22/hour=10/x.jsonl.gz",
                    "_removals/1.json")) {
                assertFalse(POLICIES.allows("millrace-emr-jobrole", action, bucket + key), key);
            }
        }
    }

    private static String role(String name) {
        return "millrace-roles-" + name + "role";
    }
}
