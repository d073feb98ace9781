package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the rights in the Glue catalog, by a service that refuses some. */
class CatalogCheckIT {
    private static final String NOT_THERE = "EntityNotFoundException";

    @TempDir
    Path folder;

    /** Action to its error; all others are not there. */
    private final Map<String, String> refused = new TreeMap<>();

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private Map<String, String> properties;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("AWSGlue.", "");
            asked.add(action);
            exchange.getRequestBody().readAllBytes();
            var error = refused.getOrDefault(action, NOT_THERE);
            var body = ("{\"__type\":\"" + error + "\",\"Message\":\"no " + action + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        properties = Map.of(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.accessKeyId", "ann",
                "aws.secretAccessKey", "secret");
        properties.forEach(System::setProperty);
    }

    @AfterEach
    void close() {
        properties.keySet().forEach(System::clearProperty);
        server.stop(0);
    }

    private String said(String mode) {
        var flags = List.of(
                new Flag("--data", "millrace.data", folder.resolve("data").toString()),
                new Flag("-", "millrace.target", "aws"),
                new Flag("-", "millrace.aws.region", "us-east-1"),
                new Flag("-", "millrace.aws.bucket", "my-lake"),
                new Flag("-", "millrace.catalog.mode", mode),
                new Flag("-", "millrace.catalog.crawler", "raw"));
        var printed = new StringWriter();
        var report = new Report(new PrintWriter(printed), false);
        new CatalogCheck(Settings.load(Optional.empty(), flags, Map.of(), folder), report).check();
        report.end();
        return printed.toString();
    }

    @Test
    void whatIsNotThereYetIsNoFaultAndNothingIsWritten() {
        var said = said("register");
        assertTrue(said.contains("ok    catalog      database millrace of Glue can be read"), said);
        assertTrue(said.contains("glue:CreateDatabase, CreateTable"), said);
        assertEquals(List.of("BatchGetPartition", "GetDatabase", "GetPartitions", "GetTable"), asked);
    }

    @Test
    void eachRightThatIsMissingIsNamed() {
        refused.put("GetPartitions", "AccessDeniedException");
        var said = said("register");
        assertTrue(
                said.contains("FAULT catalog      glue:GetPartitions: AccessDeniedException (HTTP status 400)"), said);
        assertTrue(!said.contains("can be read") && !said.contains("GetTable:"), said);
    }

    @Test
    void aCrawlerThatIsNotThereIsAFault() {
        assertTrue(said("crawler").contains("there is no crawler raw: create it, or correct catalog.crawler"));
    }

    @Test
    void withoutACatalogNothingIsAsked() {
        said("none");
        assertEquals(List.of(), asked);
    }
}
