package io.millrace.run;

import com.sun.net.httpserver.HttpServer;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The three actions of Athena that a query needs: one that runs for a moment, with an answer of two pages. */
final class AthenaServer implements AutoCloseable {
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer http;
    private String ends = "SUCCEEDED";
    private int looks;

    AthenaServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/", exchange -> {
            try (exchange) {
                var action =
                        exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("AmazonAthena.", "");
                var body = new String(exchange.getRequestBody().readAllBytes());
                requests.add(action + " " + body);
                var refused = action.equals("StartQueryExecution") && body.contains("SELEC ");
                var answer = Json.bytes(refused ? refusal() : answer(action, body));
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Lets queries end so, from the second look on. */
    AthenaServer ending(String state) {
        ends = state;
        return this;
    }

    private static Map<String, ?> refusal() {
        return Map.of("__type", "InvalidRequestException", "message", "line 1:1: mismatched input 'SELEC'");
    }

    private Map<String, ?> answer(String action, String body) {
        return switch (action) {
            case "StartQueryExecution" -> Map.of("QueryExecutionId", "q-1");
            case "GetQueryExecution" ->
                Map.of(
                        "QueryExecution",
                        Map.of(
                                "QueryExecutionId",
                                "q-1",
                                "ResultConfiguration",
                                Map.of("OutputLocation", "s3://my-lake/_athena/q-1.csv"),
                                "Status",
                                looks++ == 0
                                        ? Map.of("State", "RUNNING")
                                        : Map.of("State", ends, "StateChangeReason", "the bucket is not to be read")));
            case "GetQueryResults" ->
                body.contains("page-2")
                        ? page(List.of(row("B", "1.50", "NaN")), null)
                        : page(List.of(row("sku", "price", "share"), row("A", "19.9900", null)), "page-2");
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static Map<String, ?> page(List<Map<String, ?>> rows, String next) {
        var set = Map.of(
                "Rows",
                rows,
                "ResultSetMetadata",
                Map.of(
                        "ColumnInfo",
                        List.of(column("sku", "varchar"), column("price", "decimal"), column("share", "double"))));
        return next == null ? Map.of("ResultSet", set) : Map.of("ResultSet", set, "NextToken", next);
    }

    private static Map<String, ?> row(String... values) {
        var data = new ArrayList<Map<String, String>>();
        for (var value : values) {
            data.add(value == null ? Map.of() : Map.of("VarCharValue", value));
        }
        return Map.of("Data", data);
    }

    private static Map<String, ?> column(String name, String type) {
        return Map.of("Name", name, "Type", type);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
