package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.warehouse.Query;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The route that asks Athena, by Camel's own component and the real client. */
class AthenaQueryIT {
    @TempDir
    private Path folder;

    private AthenaServer server;

    @BeforeEach
    void start() throws Exception {
        server = new AthenaServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Settings settings(Flag... more) {
        var flags = new ArrayList<>(List.of(
                new Flag("-", "millrace.target", "aws"),
                new Flag("-", "millrace.aws.region", "eu-central-1"),
                new Flag("-", "millrace.aws.bucket", "my-lake"),
                new Flag("-", "millrace.athena.workgroup", "analysts")));
        flags.addAll(Arrays.asList(more));
        return Settings.load(Optional.empty(), flags, Map.of(), folder);
    }

    private Query.Result ask(Settings settings, String sql) {
        try (var client = AthenaClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            return AthenaQuery.ask(settings, client, sql);
        }
    }

    @Test
    void theAnswerIsReadFromAllPagesWithNumbersAsNumbers() {
        var result = ask(settings(), "SELECT sku, price, share FROM prices_latest");
        assertNull(result.error());
        assertEquals(List.of("sku", "price", "share"), result.columns());
        assertEquals(
                List.of(
                        Arrays.asList("A", new BigDecimal("19.9900"), null),
                        List.of("B", new BigDecimal("1.50"), "NaN")),
                result.rows());
        var asked = server.requests.get(0);
        assertTrue(asked.contains("\"Database\":\"millrace\""), asked);
        assertTrue(asked.contains("\"WorkGroup\":\"analysts\""), asked);
        assertTrue(asked.contains("SELECT sku, price, share FROM prices_latest"), asked);
    }

    @Test
    void answersLieInTheLakeUnlessAnotherPlaceIsSet() {
        ask(settings(), "SELECT 1");
        assertTrue(
                server.requests.get(0).contains("\"OutputLocation\":\"s3://my-lake/_athena/\""),
                server.requests::toString);
        server.requests.clear();
        ask(settings(new Flag("-", "millrace.athena.output", "s3://answers/")), "SELECT 1");
        assertTrue(server.requests.get(0).contains("\"OutputLocation\":\"s3://answers/\""), server.requests::toString);
    }

    @Test
    void aQueryThatFailsSaysWhy() {
        server.ending("FAILED");
        assertEquals(
                "query q-1 FAILED: the bucket is not to be read",
                ask(settings(), "SELECT 1").error());
    }

    @Test
    void aQueryThatTakesTooLongIsNamed() {
        server.ending("RUNNING");
        var error = ask(settings(new Flag("-", "millrace.athena.limit", "1s")), "SELECT 1")
                .error();
        assertTrue(error.startsWith("query q-1 is RUNNING after athena.limit"), error);
    }

    @Test
    void aStatementThatIsWrongIsAnAnswerToo() {
        assertEquals(
                "line 1:1: mismatched input 'SELEC'", ask(settings(), "SELEC 1").error());
    }

    @Test
    void targetLocalHasNoAthena() {
        var local = Settings.load(Optional.empty(), List.of(), Map.of(), folder);
        assertThrows(UsageException.class, () -> AthenaQuery.ask(local, "SELECT 1"));
    }
}
