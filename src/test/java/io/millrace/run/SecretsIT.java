package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Secret;
import io.millrace.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Secrets that AWS keeps, over the client of its SDK. */
class SecretsIT {
    private static final String HIDDEN = "hidden, \"really\"";

    @TempDir
    private Path folder;

    private SecretServer server;
    private Secrets secrets;

    @BeforeEach
    void open() throws IOException {
        server = new SecretServer();
        secrets = new Secrets(
                "eu-central-1",
                builder -> builder.endpointOverride(server.address())
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** As somebody writes it into millrace.yaml. */
    private Secret password(String reference) throws IOException {
        Files.writeString(
                folder.resolve("millrace.yaml"),
                "warehouses: [{name: shop, type: mysql, url: 'jdbc:mysql://h/d', password: '" + reference + "'}]");
        var settings = Settings.load(Optional.empty(), List.of(), Map.of("X", "plain"), folder);
        assertEquals("***", settings.properties().get("millrace.warehouses.shop.password"));
        return settings.warehouses().get(0).password();
    }

    private String fault(String reference) throws IOException {
        var secret = password(reference);
        var said = assertThrows(UncheckedIOException.class, () -> secrets.reveal(secret))
                .getCause()
                .getMessage();
        assertFalse(said.contains("hidden"), said);
        assertTrue(said.startsWith("warehouses.shop.password: the secret prod/shop of AWS Secrets Manager in"), said);
        return said;
    }

    @Test
    void aSecretIsAskedForWhenItIsNeededAndOnce() throws IOException {
        server.keep("prod/shop", HIDDEN);
        var secret = password("{{aws:prod/shop}}");
        assertEquals(List.of(), server.asked());
        assertEquals(HIDDEN, secrets.reveal(secret));
        assertEquals(HIDDEN, secrets.reveal(secret));
        assertEquals(List.of("prod/shop in eu-central-1"), server.asked());
    }

    @Test
    void aSecretThatAwsDoesNotKeepAsksForNothing() throws IOException {
        assertEquals("plain", secrets.reveal(password("{{env:X}}")));
        assertFalse(secrets.renew(List.of(password("{{env:X}}"))));
        assertEquals(List.of(), server.asked());
    }

    @Test
    void aKeyOfAJsonSecretIsItsText() throws IOException {
        server.keep("prod/shop", "{\"username\": \"me\", \"password\": \"hidden\", \"port\": 3306}");
        assertEquals("hidden", secrets.reveal(password("{{aws:prod/shop#password}}")));
        assertEquals("3306", secrets.reveal(password("{{ aws:prod/shop#port }}")));
    }

    @Test
    void anArnIsAskedForInItsOwnRegion() throws IOException {
        var arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/shop-AbCdEf";
        server.keep(arn, "hidden");
        assertEquals("hidden", secrets.reveal(password("{{aws:" + arn + "}}")));
        assertEquals(List.of(arn + " in us-west-2"), server.asked());
    }

    @Test
    void aKeyThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        server.keep("prod/shop", "{\"username\": \"me\", \"password\": \"hidden\"}");
        var said = fault("{{aws:prod/shop#pasword}}");
        assertTrue(said.contains("has no text under the key pasword; it has username, password"), said);
    }

    @Test
    void aKeyOfWhatIsNoJsonObjectIsTold() throws IOException {
        server.keep("prod/shop", "hidden words");
        var said = fault("{{aws:prod/shop#password}}");
        assertTrue(said.contains("is no JSON object, so it has no key password: write {{aws:prod/shop}}"), said);
        server.keep("prod/shop", "[\"hidden\"]");
        assertFalse(secrets.renew(List.of(password("{{env:X}}"))));
    }

    @Test
    void whatIsNotThereIsToldWithTheCure() throws IOException {
        var said = fault("{{aws:prod/shop}}");
        assertTrue(said.contains("in eu-central-1 is not there: make it, or set aws.region"), said);
        assertTrue(said.contains("ResourceNotFoundException: Secrets Manager can't find"), said);
    }

    @Test
    void whatMayNotBeReadIsToldWithTheRightThatIsMissing() throws IOException {
        server.deny();
        var said = fault("{{aws:prod/shop}}");
        assertTrue(said.contains("cannot be read: allow this process secretsmanager:GetSecretValue"), said);
        assertTrue(said.contains("AccessDeniedException: User: arn:aws:iam::123456789012:user/me is not"), said);
    }

    @Test
    void whatWasRotatedIsFoundByRenewing() throws IOException {
        server.keep("prod/shop", "before");
        var secret = password("{{aws:prod/shop}}");
        assertEquals("before", secrets.reveal(secret));
        assertFalse(secrets.renew(List.of(secret)));
        server.keep("prod/shop", "after");
        assertTrue(secrets.renew(List.of(secret)));
        assertEquals("after", secrets.reveal(secret));
    }
}
