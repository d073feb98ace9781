package io.millrace.routes;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Which part may know which, and what. */
class ArchitectureTest {
    private static final String ROOT = "io.millrace";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Package to those that it may use. What is not in here is no part of the program. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("dataset", Set.of("config")),
            Map.entry("source", Set.of("config", "dataset")),
            Map.entry("fetch", Set.of("config", "dataset")),
            Map.entry("watch", Set.of("dataset")),
            Map.entry("price", Set.of()),
            Map.entry("extract", Set.of("dataset", "price")),
            Map.entry("signal", Set.of("dataset")),
            Map.entry("city", Set.of("dataset", "signal", "source")),
            Map.entry("stream", Set.of("dataset")),
            Map.entry("lake", Set.of("dataset")),
            Map.entry("member", Set.of("dataset", "lake")),
            Map.entry("clean", Set.of("dataset", "lake", "price")),
            Map.entry("spark", Set.of("dataset", "lake", "clean")),
            Map.entry("emr", Set.of("lake")),
            Map.entry("catalog", Set.of("dataset", "lake")),
            Map.entry("warehouse", Set.of("dataset", "lake")),
            Map.entry("reconcile", Set.of("dataset", "stream", "lake", "warehouse")),
            Map.entry("retention", Set.of("dataset", "lake")),
            Map.entry("alert", Set.of("config", "dataset", "warehouse")),
            Map.entry("operate", Set.of("dataset", "lake")),
            Map.entry("dashboard", Set.of("dataset", "warehouse", "reconcile")),
            Map.entry("lambda", Set.of("config", "dataset", "source", "stream", "reconcile", "run")),
            Map.entry("local", Set.of())));

    /** These put the parts together. */
    private static final Set<String> ASSEMBLY = Set.of("run", "bench", "cli");

    /** Package to its processors, components and what binds them. Of other packages no class knows Camel. */
    private static final Map<String, Set<String>> KNOW_CAMEL = Map.ofEntries(
            Map.entry("source", Set.of("Sites", "PageFinder")),
            Map.entry("city", Set.of("CityCalls")),
            Map.entry("watch", Set.of("PageMemory")),
            Map.entry(
                    "fetch",
                    Set.of(
                            "FetchSteps",
                            "FetchBeans",
                            "ApplyRules",
                            "AnswerHeaders",
                            "PageFetcher",
                            "FrontierComponent",
                            "FrontierEndpoint",
                            "FrontierConsumer",
                            "FrontierSteps",
                            "WithdrawPages")),
            Map.entry("extract", Set.of("OfferReader")),
            Map.entry(
                    "stream",
                    Set.of(
                            "Publishing",
                            "ShardsComponent",
                            "ShardsEndpoint",
                            "ShardsConsumer",
                            "ShardsProducer",
                            "SpoolComponent",
                            "SpoolEndpoint",
                            "SpoolConsumer")),
            Map.entry("lake", Set.of("Landing", "FailedWork", "RouteCommits", "DeleteObjects")),
            Map.entry("warehouse", Set.of("BoundConnection")),
            Map.entry("reconcile", Set.of("Goals", "Progress")),
            Map.entry("dashboard", Set.of("AnswerHeaders", "WriteAnswer")),
            Map.entry("member", Set.of("BeatHeart", "HoldHost")),
            Map.entry("alert", Set.of("Envelope", "MailSender")),
            Map.entry(
                    "run",
                    Set.of(
                            "Membership",
                            "Pipeline",
                            "FewRoutes",
                            "DeliveryRoutes",
                            "RouteRounds",
                            "SourceDesk",
                            "ToldSources",
                            "SparkBeans",
                            "StageBeans",
                            "RouteMemory",
                            "RouteMetrics",
                            "SettingsAlone",
                            "TemplatedRoutes",
                            "SourceRoutes",
                            "Control",
                            "AlertAccess",
                            "AlertDesk",
                            "ControlPort")));

    /** The contact becomes part of the user agent. */
    private static final Set<String> SETTLED_BY_CONFIG = Set.of("millrace.fetch.contact");

    static Set<String> parts() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartUsesNoneButThoseThatItMayUse(String part) {
        var others = Stream.concat(MAY_USE.keySet().stream(), ASSEMBLY.stream())
                .filter(other -> !other.equals(part) && !MAY_USE.get(part).contains(other))
                .map(ArchitectureTest::in)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(in(part))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("stages are connected by routes alone: then each can run as a process of its own, and be"
                        + " read without the others")
                .check(PROGRAM);
    }

    @Test
    void everyPackageIsAPart() {
        var packages = PROGRAM.stream()
                .map(type -> type.getPackageName().substring(ROOT.length() + 1).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        var known = new TreeSet<>(MAY_USE.keySet());
        known.addAll(ASSEMBLY);
        assertEquals(known, packages);
    }

    @Test
    void theAssemblyDoesNotKnowTheCommands() {
        noClasses()
                .that()
                .resideInAPackage(in("run"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("cli"))
                .because("commands are one way to start the program; a container or a function is another")
                .check(PROGRAM);
    }

    @Test
    void partsUseEachOtherInOneDirection() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("what goes in circles can only be understood, tested and changed as one")
                .check(PROGRAM);
    }

    @Test
    void ofTheConfigurationDatasetsUseTheReaderOfFilesAlone() {
        noClasses()
                .that()
                .resideInAPackage(in("dataset"))
                .should()
                .dependOnClassesThat(resideInAPackage(in("config"))
                        .and(simpleName("Settings")
                                .or(describe(
                                        "are settings",
                                        type -> type.getSimpleName().endsWith("Settings")))))
                .because("what a dataset is must not depend on how this process is set up")
                .check(PROGRAM);
    }

    @Test
    void onlyProcessorsAndComponentsKnowCamel() {
        noClasses()
                .that(not(describe("are processors or components", ArchitectureTest::mayKnowCamel)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .because("parsers, cleaners and SQL builders are plain Java: tested without a context, and used by"
                        + " engines that have no Camel")
                .check(PROGRAM);
    }

    @Test
    void everyClassThatMayKnowCamelDoes() {
        var idle = KNOW_CAMEL.entrySet().stream()
                .flatMap(part -> part.getValue().stream().map(name -> ROOT + "." + part.getKey() + "." + name))
                .filter(name -> PROGRAM.stream()
                        .filter(type -> outermost(type).getName().equals(name))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .noneMatch(use -> use.getTargetClass().getPackageName().startsWith("org.apache.camel")))
                .toList();
        assertEquals(List.of(), idle);
    }

    @Test
    void pricesAreReadWithNothingButJava() {
        classes()
                .that()
                .resideInAPackage(in("price"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(in("price"), "java.."))
                .because("the same parser reads pages, feeds and history, in this process and in Spark's")
                .check(PROGRAM);
    }

    @Test
    void theSparkJobNeedsNothingThatItsJarDoesNotHold() {
        classes()
                .that(describe("are needed by the job", SparkJar::holds))
                .should()
                .onlyDependOnClassesThat(describe("are in the jar", SparkJar::holds)
                        .or(resideInAnyPackage(
                                "java..", "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind.."))
                        .or(resideInAnyPackage(
                                "com.fasterxml.jackson.annotation..", "com.fasterxml.jackson.datatype.jsr310.."))
                        .or(resideInAnyPackage(
                                "org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala..")))
                .because("on a cluster there is nothing beside it but Spark: no Camel, no AWS, no DuckDB")
                .check(PROGRAM);
    }

    @Test
    void sparkIsKnownToItsJobAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("spark"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala..")
                .because("it is never on the program's own class path")
                .check(PROGRAM);
    }

    @Test
    void whatReadsAndCleansAsksNoClockAndNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(in("price"), in("extract"), in("signal"), in("dataset"), in("clean"))
                .should()
                .callMethodWhere(target(describe(
                        "asks the time",
                        method -> method.getFullName().startsWith(Instant.class.getName() + ".now()")
                                || method.getOwner().isEquivalentTo(Clock.class)
                                        && method.getName().startsWith("system")
                                || method.getOwner().isEquivalentTo(System.class)
                                        && method.getName().startsWith("current")
                                || method.getOwner().isEquivalentTo(System.class)
                                        && method.getName().equals("nanoTime"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..", "software.amazon..")
                .because("the same bytes give the same rows, today and when history is cleaned again")
                .check(PROGRAM);
    }

    @Test
    void objectsAndRecordsAreWrittenByRoutesAlone() {
        noClasses()
                // What a route names to put records with.
                .that(not(simpleName("ShardsProducer")))
                .and()
                .resideOutsideOfPackage(in("bench"))
                .should()
                .callMethodWhere(target(describe(
                        "writes",
                        method -> Set.of(S3Client.class, KinesisClient.class).stream()
                                        .anyMatch(client -> method.getOwner().isEquivalentTo(client))
                                && Stream.of("put", "delete", "copy", "upload", "completeMultipart")
                                        .anyMatch(method.getName()::startsWith))))
                .because("every commit is one create-only write through the route commit-object, which a reader finds"
                        + " in one place")
                .check(PROGRAM);
    }

    @Test
    void theCloudIsKnownWhereItIsReachedAlone() {
        noClasses()
                // The stand-in's own store answers with the SDK's words.
                .that(not(simpleName("WholeObjects")))
                .and()
                .resideOutsideOfPackages(
                        in("stream"), in("lake"), in("emr"), in("catalog"), in("run"), in("bench"), in("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("all else works on interfaces, and on a laptop")
                .check(PROGRAM);
    }

    @Test
    void databasesAreOpenedInFewPlaces() {
        noClasses()
                .that(not(belongTo(describe(
                        "open databases",
                        type -> Set.of("DuckDb", "EmbeddedEngine", "FileState").contains(type.getSimpleName())))))
                .and()
                .resideOutsideOfPackage(in("bench"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DuckDBDriver.class)
                .because("one process opens a DuckDB file once, and with its limits set")
                .check(PROGRAM);
    }

    @Test
    void nobodyHasEveryDriverLoaded() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .because("it loads all drivers that there are, and Snowflake's alone takes a second")
                .check(PROGRAM);
    }

    @Test
    void logsGoThroughOneFacade() {
        noClasses()
                // javax.sql.DataSource has a method that names it.
                .that(not(simpleName("DuckDb")))
                .should(USE_JAVA_UTIL_LOGGING)
                .because("logback.xml decides what is said, and where")
                .check(PROGRAM);
    }

    @Test
    void onlyCommandsWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("cli"))
                .should(ACCESS_STANDARD_STREAMS)
                .because("what a command prints is read by scripts")
                .check(PROGRAM);
    }

    @Test
    void nobodySleepsButThoseWhoseWorkIsWaiting() {
        noClasses()
                .that(not(belongTo(describe(
                        "wait for a turn",
                        type -> Set.of("Time", "Reading", "FrontServer", "DataFolder")
                                .contains(type.getSimpleName())))))
                .and()
                .resideOutsideOfPackage(in("bench"))
                .should()
                .callMethodWhere(target(describe(
                        "sleeps",
                        method -> method.getOwner().isEquivalentTo(Thread.class)
                                && method.getName().equals("sleep"))))
                .because("a pause belongs into a route's timer or its error handler, where it is seen and can be set")
                .check(PROGRAM);
    }

    @Test
    void everySettingHasAnEffect() {
        var placeholders = RouteYaml.all().stream().map(RouteYaml::text).collect(Collectors.joining());
        var idle = Stream.of(
                        "aws",
                        "fetch",
                        "publish",
                        "land",
                        "clean",
                        "gate",
                        "load",
                        "catalog",
                        "athena",
                        "retention",
                        "alerts",
                        "dashboard")
                .flatMap(section -> unread(section).stream())
                .filter(key -> !placeholders.contains("{{" + key + "}}"))
                .collect(Collectors.toCollection(TreeSet::new));
        idle.removeAll(SETTLED_BY_CONFIG);
        assertEquals(Set.of(), idle);
    }

    @Test
    void aClassOfTheWrongPartIsFound() {
        var wrong = noClasses()
                .that()
                .resideInAPackage(in("run"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("lake"))
                .evaluate(PROGRAM);
        assertTrue(wrong.hasViolation());
    }

    /** Keys of a section whose value nobody takes out of its record. */
    private static List<String> unread(String section) {
        var record = PROGRAM.get(ROOT + ".config." + section.substring(0, 1).toUpperCase(Locale.ROOT)
                + section.substring(1) + "Settings");
        var read = record.getAccessesToSelf().stream()
                .filter(access -> !access.getOriginOwner().equals(record))
                .map(access -> access.getTarget().getName())
                .collect(Collectors.toSet());
        return Arrays.stream(record.reflect().getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !read.contains(name))
                .map(name -> "millrace." + section + "."
                        + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String in(String part) {
        return ROOT + "." + part + "..";
    }

    private static boolean mayKnowCamel(JavaClass type) {
        var outermost = outermost(type);
        return KNOW_CAMEL.entrySet().stream()
                .anyMatch(part -> outermost.getPackageName().equals(ROOT + "." + part.getKey())
                        && part.getValue().contains(outermost.getSimpleName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
