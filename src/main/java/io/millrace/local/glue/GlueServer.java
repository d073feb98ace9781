package io.millrace.local.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small persistent server of a part of the AWS Glue API (version 2017-03-31), for development, tests and trying things on
 * one machine; not a replacement of the service.
 *
 * <p>It speaks JSON 1.1 at {@code /}, listens on 127.0.0.1 and asks for no credentials. There are CreateDatabase,
 * GetDatabase, CreateTable, GetTable, UpdateTable, DeleteTable, BatchCreatePartition, BatchDeletePartition,
 * BatchGetPartition, GetPartitions (without Expression), CreateCrawler, StartCrawler and GetCrawler. A call has the limits
 * of AWS: 100 partitions to create, 25 to delete, 1,000 to read. A crawl finds nothing. What was answered is on the disk.
 * Safe for use by many clients.
 */
public final class GlueServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GlueServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String PREFIX = "AWSGlue.";
    private static final int THREADS = 4;
    private static final int MAX_BODY = 16 << 20;
    private static final Duration CRAWL = Duration.ofSeconds(1);

    private final HttpServer http;
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, GlueServer::daemon);
    private final Tables tables;
    private final PartitionActions partitions;
    private final Crawlers crawlers;
    private final AtomicInteger refused = new AtomicInteger();

    private GlueServer(Path folder, int port, Duration crawl, Clock clock) throws IOException {
        var catalog = new CatalogFolder(folder);
        tables = new Tables(catalog, clock);
        partitions = new PartitionActions(tables);
        crawlers = new Crawlers(catalog, crawl, clock);
        http = HttpServer.create(new InetSocketAddress(LOOPBACK, port), 0);
        http.setExecutor(executor);
        http.createContext("/", this::handle);
        http.start();
    }

    /**
     * Starts a server over a folder, which is created when it is not there and holds everything that the server keeps. One
     * server at a time may use it.
     *
     * @param port to listen on, or 0 for a free one
     */
    public static GlueServer start(Path folder, int port) throws IOException {
        return start(folder, port, CRAWL, Clock.systemUTC());
    }

    /** @param crawl how long a crawl runs, by {@code clock} */
    static GlueServer start(Path folder, int port, Duration crawl, Clock clock) throws IOException {
        return new GlueServer(folder, port, crawl, clock);
    }

    /** Where the server listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + http.getAddress().getPort());
    }

    /** Lets so many of the next requests fail, as an account does that asks too often. */
    void throttle(int requests) {
        refused.set(requests);
    }

    @Override
    public void close() {
        http.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var body = exchange.getRequestBody().readNBytes(MAX_BODY);
            int status;
            ObjectNode answer;
            try {
                answer = answer(target, body);
                status = 200;
            } catch (Fault e) {
                answer = error(e.type(), e.getMessage());
                status = 400;
            } catch (RuntimeException e) {
                LOG.error("glue target={} failed", target, e);
                answer = error("InternalServiceException", e.toString());
                status = 500;
            }
            var bytes = CatalogFolder.MAPPER.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private ObjectNode answer(String target, byte[] body) {
        if (refused.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw Fault.of("ThrottlingException", "Rate exceeded");
        }
        if (!target.startsWith(PREFIX)) {
            throw Fault.of("UnknownOperationException", "This is a server of Glue's JSON protocol, not of %s", target);
        }
        var request = new Request(json(body));
        synchronized (tables) {
            return answer(target.substring(PREFIX.length()), request);
        }
    }

    private ObjectNode answer(String action, Request request) {
        return switch (action) {
            case "CreateDatabase" -> {
                var input = request.object("DatabaseInput");
                tables.createDatabase(new Request(input).name("Name"), input);
                yield empty();
            }
            case "GetDatabase" -> wrapped("Database", tables.database(request.name("Name")));
            case "CreateTable" -> {
                var input = request.object("TableInput");
                tables.createTable(request.name("DatabaseName"), new Request(input).name("Name"), input);
                yield empty();
            }
            case "UpdateTable" -> {
                var input = request.object("TableInput");
                tables.updateTable(request.name("DatabaseName"), new Request(input).name("Name"), input);
                yield empty();
            }
            case "GetTable" -> wrapped("Table", tables.table(request.name("DatabaseName"), request.name("Name")));
            case "DeleteTable" -> {
                tables.deleteTable(request.name("DatabaseName"), request.name("Name"));
                yield empty();
            }
            case "BatchCreatePartition" -> partitions.create(request);
            case "BatchDeletePartition" -> partitions.delete(request);
            case "BatchGetPartition" -> partitions.get(request);
            case "GetPartitions" -> partitions.list(request);
            case "CreateCrawler" -> crawlers.create(request);
            case "StartCrawler" -> crawlers.start(request);
            case "GetCrawler" -> crawlers.get(request);
            default -> throw Fault.of("UnknownOperationException", "This server does not know %s", action);
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return CatalogFolder.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw Fault.of("SerializationException", "The body is no JSON: %s", e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode wrapped(String field, ObjectNode value) {
        var answer = empty();
        answer.set(field, value);
        return answer;
    }

    private static ObjectNode error(String type, String message) {
        return empty().put("__type", type).put("Message", message);
    }

    private static ObjectNode empty() {
        return CatalogFolder.MAPPER.createObjectNode();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "glue");
        thread.setDaemon(true);
        return thread;
    }
}
