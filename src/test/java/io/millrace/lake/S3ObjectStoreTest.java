package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Answers that no server means to give, but networks and proxies let through. */
class S3ObjectStoreTest {
    private static final String KEY = "processed/_plans/00000001.json";

    private ServerSocket server;
    private S3Client s3;
    private S3ObjectStore store;
    private volatile String answer;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        var thread = new Thread(this::answer, "answers");
        thread.setDaemon(true);
        thread.start();
        s3 = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
        store = new S3ObjectStore(s3, "lake");
    }

    @AfterEach
    void close() throws IOException {
        s3.close();
        server.close();
    }

    /** Gives every caller the answer and hangs up, wherever in it that is. */
    private void answer() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(client.getInputStream()));
                while (!in.readLine().isEmpty()) {
                    // Headers, which do not matter.
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Closed, which the loop sees.
            }
        }
    }

    @Test
    void anObjectThatIsNotThereIsEmptyAlsoWhereTheReasonWasCut() {
        answer = "HTTP/1.1 404 Not Found\r\nContent-Type: application/xml\r\nContent-Length: 200\r\n\r\n"
                + "<?xml version=\"1.0\"?><Error><Code>NoSu";
        assertEquals(Optional.empty(), store.get(KEY));
        answer = "HTTP/1.1 404 Not Found\r\n\r\n";
        assertEquals(Optional.empty(), store.head(KEY));
    }

    @Test
    void aBucketThatIsNotThereIsNoMissingObject() {
        answer = withBody("404 Not Found", "<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>");
        assertNamed(KEY, () -> store.get(KEY));
    }

    @Test
    void whateverFailsNamesWhatWasAskedFor() {
        answer = withBody("403 Forbidden", "<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
        assertNamed(KEY, () -> store.get(KEY));
        assertNamed("raw/dt=", () -> store.list("raw/dt=", null, 10));
        answer = "HTTP/1.1 500 Internal Server Error\r\n\r\n";
        assertNamed(KEY, () -> store.head(KEY));
        answer = "";
        assertNamed(KEY, () -> store.get(KEY));
    }

    @Test
    void aFailureOfTheStoreIsStillOneOfTheWorld() {
        answer = "HTTP/1.1 500 Internal Server Error\r\n\r\n";
        assertTrue(Outage.isBehind(assertThrows(IllegalStateException.class, () -> store.get(KEY))));
    }

    @Test
    void anAnswerWithoutALengthNamesTheKey() {
        answer = "HTTP/1.1 200 OK\r\nETag: \"x\"\r\n\r\n";
        assertNamed(KEY, () -> store.head(KEY));
    }

    private static String withBody(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static void assertNamed(String what, Executable call) {
        var message = assertThrows(IllegalStateException.class, call).getMessage();
        assertTrue(message.contains(what) && message.contains("bucket lake"), message);
    }
}
