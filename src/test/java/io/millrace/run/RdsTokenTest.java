package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.LoadFrom;
import io.millrace.config.MySqlSettings;
import io.millrace.config.Secret;
import io.millrace.config.WarehouseSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class RdsTokenTest {
    private static final String HOST = "prices.abc123.eu-central-1.rds.amazonaws.com";

    private static String token(String url, AwsCredentials credentials) {
        var warehouse = new WarehouseSettings(
                "shop",
                WarehouseSettings.Type.MYSQL,
                null,
                Duration.ofSeconds(5),
                LoadFrom.BEGINNING,
                url,
                "loader",
                Secret.NONE,
                new MySqlSettings(true),
                null,
                null);
        var clock = Clock.fixed(Instant.parse("2026-11-22T04:05:06Z"), ZoneOffset.UTC);
        return new RdsToken(warehouse, "eu-central-1", () -> credentials, clock).get();
    }

    /** As AWS's documents of Signature Version 4 describe it, step by step. */
    private static String signature(String query, String host) throws Exception {
        var canonical = "GET\n/\n" + query + "\nhost:" + host + "\n\nhost\n"
                + hex(MessageDigest.getInstance("SHA-256").digest(new byte[0]));
        var scope = "20261122/eu-central-1/rds-db/aws4_request";
        var text = "AWS4-HMAC-SHA256\n20261122T040506Z\n" + scope + "\n"
                + hex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        var key = "AWS4secret".getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void theTokenIsASignedRequestToConnect() throws Exception {
        var token = token("jdbc:mysql://" + HOST + ":3307/prices?x=y", AwsBasicCredentials.create("AKID", "secret"));
        var query = "Action=connect&DBUser=loader&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKID%2F20261122%2Feu-central-1%2Frds-db%2Faws4_request"
                + "&X-Amz-Date=20261122T040506Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host";
        assertEquals(HOST + ":3307/?" + query + "&X-Amz-Signature=" + signature(query, HOST + ":3307"), sorted(token));
    }

    /** Its parameters in order, the signature last. */
    private static String sorted(String token) {
        var parts = token.split("\\?", 2);
        var parameters = new java.util.TreeSet<>(java.util.List.of(parts[1].split("&")));
        var signature = parameters.stream()
                .filter(parameter -> parameter.startsWith("X-Amz-Signature="))
                .findFirst()
                .orElseThrow();
        parameters.remove(signature);
        return parts[0] + "?" + String.join("&", parameters) + "&" + signature;
    }

    @Test
    void theUsualPortAndASessionsTokenGoAlong() {
        var token =
                token("jdbc:mysql://" + HOST + "/prices", AwsSessionCredentials.create("AKID", "secret", "session/+"));
        assertTrue(token.startsWith(HOST + ":3306/?"), token);
        assertTrue(token.contains("X-Amz-Security-Token=session%2F%2B"), token);
    }
}
