package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Lambda functions of {@code aws/lambda.yaml}. */
class FunctionsTest {
    private static final Account ACCOUNT = Account.plain();

    static List<JsonNode> functions() {
        return ACCOUNT.stack("lambda").resources().values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Lambda::Function"))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    @Test
    void oneFetchesAndOneLands() {
        assertEquals(
                Set.of("io.millrace.lambda.ScrapeHandler", "io.millrace.lambda.LandHandler"),
                handlers().collect(Collectors.toSet()));
    }

    /** Names of the handlers' classes, as the templates say them. */
    static Stream<String> handlers() {
        return functions().stream()
                .map(function -> function.at("/ImageConfig/Command/0").asText())
                .map(command -> command.replace("::handleRequest", ""));
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aHandlerIsAClassOfTheProgram(String name) throws ReflectiveOperationException {
        assertEquals(
                "handleRequest",
                Arrays.stream(Class.forName(name).getMethods())
                        .map(Method::getName)
                        .filter("handleRequest"::equals)
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aVariableIsASettingOfMillrace(JsonNode function) throws Exception {
        var settings = new Properties();
        try (var in = FunctionsTest.class.getResourceAsStream("/application.properties")) {
            settings.load(in);
        }
        var variables = settings.stringPropertyNames().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());
        function.at("/Environment/Variables")
                .fieldNames()
                .forEachRemaining(
                        name -> assertTrue(name.equals("JAVA_TOOL_OPTIONS") || variables.contains(name), name));
    }

    /** Elsewhere nothing can be written. */
    @ParameterizedTest
    @MethodSource("functions")
    void dataLiesInTheFolderForScratchFiles(JsonNode function) {
        assertTrue(function.at("/Environment/Variables/MILLRACE_DATA").asText().startsWith("/tmp/"));
    }

    @Test
    void noRecordIsEverLeftOutOfLanding() {
        var trigger = ACCOUNT.stack("lambda").resources().get("LandTrigger").path("Properties");
        assertEquals(-1, trigger.path("MaximumRetryAttempts").asInt());
        assertEquals(-1, trigger.path("MaximumRecordAgeInSeconds").asInt());
        assertEquals("TRIM_HORIZON", trigger.path("StartingPosition").asText());
        assertEquals(1, trigger.path("ParallelizationFactor").asInt());
        assertEquals(
                "ReportBatchItemFailures",
                trigger.at("/FunctionResponseTypes/0").asText());
        assertTrue(trigger.path("DestinationConfig").isMissingNode());
    }

    /** Lambda asks with the function's role, also when the mapping is made; what AWS's manual lists for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:ListShards",
                "kinesis:GetShardIterator",
                "kinesis:GetRecords"
            })
    void theMappingMayReadTheStreamWithTheRoleOfTheFunction(String action) {
        var lambda = ACCOUNT.stack("lambda").resources();
        var stream = lambda.get("LandTrigger").at("/Properties/EventSourceArn").asText();
        assertTrue(new Policies(ACCOUNT).allows("millrace-lambda-landrole", action, stream), stream);
    }

    @Test
    void roundsOfFetchingFollowOneAnother() {
        var scrape = ACCOUNT.stack("lambda").resources().get("Scrape").path("Properties");
        assertEquals(1, scrape.path("ReservedConcurrentExecutions").asInt());
    }
}
