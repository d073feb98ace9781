package io.millrace.local.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in for Snowflake that its own driver talks to: the HTTP protocol, over DuckDB in memory. It takes the
 * statements of {@link Grammar} alone, and keeps Snowflake's rules where they matter to a loader. Thread-safe.
 */
public final class SnowflakeServer implements AutoCloseable {
    public static final String USER = "LOADER";
    public static final String PASSWORD = "it is, \"secret\"";
    public static final String TOKEN = "a-programmatic-access-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account account;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> lastLogin = Map.of();

    private SnowflakeServer(Account account, HttpServer http) {
        this.account = account;
        this.http = http;
    }

    /** Starts one on a free port. @param work folder for staged files @param bucket what external stages are over */
    public static SnowflakeServer start(Path work, Bucket bucket) throws IOException, SQLException {
        Files.createDirectories(work);
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new SnowflakeServer(new Account(work, bucket), http);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** JDBC address of its one database. */
    public String url() {
        return "jdbc:snowflake://127.0.0.1:" + http.getAddress().getPort()
                + "/?account=tests&ssl=off&db=TESTS&schema=PUBLIC";
    }

    /** From now on no statement that begins so is allowed. */
    public void revoke(String beginning) {
        account.revoke(beginning);
    }

    /** Whatever was revoked is allowed again. */
    public void grantAll() {
        account.grantAll();
    }

    /** From now on a statement that begins so finds no virtual warehouse: its quota is used up. Null: it has one. */
    public void suspend(String beginning) {
        account.suspend(beginning);
    }

    /** Ends all sessions, with what they had not committed. */
    public void dropSessions() throws SQLException {
        for (var token : List.copyOf(sessions.keySet())) {
            sessions.remove(token).close();
        }
    }

    /** All statements that came, in order. */
    public List<String> ran() {
        return List.copyOf(ran);
    }

    /** What the last login said of itself: authenticator, role, warehouse, and the session's parameters. */
    public Map<String, String> lastLogin() {
        return lastLogin;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode answer;
            try {
                answer = answer(exchange);
            } catch (SnowflakeFault e) {
                answer = refusal(e);
            } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
                answer = refusal(new SnowflakeFault("000603", "XX000", "the stand-in failed: " + e));
            }
            var bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException, SQLException, InterruptedException {
        var body = body(exchange);
        return switch (exchange.getRequestURI().getPath()) {
            case "/session/v1/login-request" ->
                login(body.path("data"), exchange.getRequestURI().getQuery());
            case "/queries/v1/query-request" -> query(session(exchange), body);
            case "/session" -> {
                var session = sessions.remove(token(exchange));
                if (session != null) {
                    session.close();
                }
                yield success();
            }
            case "/session/heartbeat" -> {
                session(exchange);
                yield success();
            }
            default -> success();
        };
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        var gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            var bytes = in.readAllBytes();
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        }
    }

    private ObjectNode login(JsonNode data, String query) throws SQLException {
        expectKnown(data);
        var said = new TreeMap<String, String>();
        data.path("SESSION_PARAMETERS")
                .fields()
                .forEachRemaining(one -> said.put(one.getKey(), one.getValue().asText()));
        var session = new Session(account, said);
        said.put("query", String.valueOf(query));
        said.put("authenticator", data.path("AUTHENTICATOR").asText());
        lastLogin = said;
        var token = UUID.randomUUID().toString();
        sessions.put(token, session);
        var answer = success();
        var content = answer.putObject("data");
        content.put("token", token).put("masterToken", "master-" + token);
        content.put("validityInSeconds", 3600).put("masterValidityInSeconds", 14400);
        content.put("displayUserName", USER).put("serverVersion", "9.99.0").put("firstLogin", false);
        content.put("healthCheckInterval", 45).put("sessionId", sessions.size());
        content.putObject("sessionInfo")
                .put("databaseName", "TESTS")
                .put("schemaName", "PUBLIC")
                .put("warehouseName", "COMPUTE")
                .put("roleName", "LOADER");
        parameters(content, session);
        return answer;
    }

    private static void expectKnown(JsonNode data) {
        var isUser = data.path("LOGIN_NAME").asText().equalsIgnoreCase(USER);
        switch (data.path("AUTHENTICATOR").asText("SNOWFLAKE").toUpperCase(java.util.Locale.ROOT)) {
            case "", "SNOWFLAKE" -> {
                if (!isUser || !data.path("PASSWORD").asText().equals(PASSWORD)) {
                    throw SnowflakeFault.login("Incorrect username or password was specified.");
                }
            }
            case "PROGRAMMATIC_ACCESS_TOKEN", "OAUTH" -> {
                if (!data.path("TOKEN").asText().equals(TOKEN)) {
                    throw new SnowflakeFault("390303", "08001", "Invalid OAuth access token.");
                }
            }
            case "SNOWFLAKE_JWT" -> {
                if (data.path("TOKEN").asText().split("\\.").length != 3) {
                    throw new SnowflakeFault("390144", "08001", "JWT token is invalid.");
                }
            }
            default -> throw SnowflakeFault.login("unknown authenticator");
        }
    }

    private static String token(HttpExchange exchange) {
        var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return header.replaceFirst("(?s).*Token=\"([^\"]*)\".*", "$1");
    }

    private Session session(HttpExchange exchange) {
        var session = sessions.get(token(exchange));
        if (session == null) {
            throw new SnowflakeFault(
                    "390111", "08001", "Session no longer exists.  New login required to access the service.");
        }
        return session;
    }

    private ObjectNode query(Session session, JsonNode body) throws IOException, SQLException, InterruptedException {
        var sql = body.path("sqlText").asText();
        ran.add(sql);
        if (body.path("bindings").size() > 0) {
            throw SnowflakeFault.invalid("the stand-in knows no bind variables");
        }
        var statement = session.read(sql);
        var answer = success();
        var data = answer.putObject("data");
        if (statement instanceof Statement.Put put) {
            upload(data, session.upload(put), put.overwrite());
        } else {
            session.run(statement).write(data);
        }
        parameters(data, session);
        data.put("queryId", UUID.randomUUID().toString());
        data.put("finalDatabaseName", "TESTS").put("finalSchemaName", "PUBLIC");
        data.put("finalWarehouseName", "COMPUTE").put("finalRoleName", "LOADER");
        data.put("numberOfBinds", 0).put("arrayBindSupported", false).put("version", 1);
        return answer;
    }

    private static void upload(ObjectNode data, Path folder, boolean overwrite) {
        data.put("command", "UPLOAD").put("operation", "Node");
        data.putArray("src_locations").add("/tmp/placeholder");
        data.put("parallel", 4)
                .put("threshold", 209_715_200L)
                .put("autoCompress", false)
                .put("overwrite", overwrite);
        data.put("sourceCompression", "none").put("clientShowEncryptionParameter", false);
        data.putNull("encryptionMaterial");
        var stage = data.putObject("stageInfo");
        stage.put("locationType", "LOCAL_FS").put("location", folder.toString()).put("path", "");
        stage.put("region", "")
                .put("storageAccount", "")
                .put("isClientSideEncrypted", false)
                .put("endPoint", "");
        stage.putObject("creds");
    }

    private static void parameters(ObjectNode data, Session session) {
        var all = data.putArray("parameters");
        var values = new TreeMap<>(session.parameters());
        values.put("CLIENT_PREFETCH_THREADS", "1");
        values.put("TIMESTAMP_TZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF6 TZHTZM");
        values.put("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF6");
        values.put("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF6 TZHTZM");
        values.put("DATE_OUTPUT_FORMAT", "YYYY-MM-DD");
        values.forEach((name, value) -> {
            var parameter = all.addObject().put("name", name);
            if (value.equals("true") || value.equals("false")) {
                parameter.put("value", Boolean.parseBoolean(value));
            } else if (value.matches("\\d+")) {
                parameter.put("value", Long.parseLong(value));
            } else {
                parameter.put("value", value);
            }
        });
    }

    private static ObjectNode success() {
        return JSON.createObjectNode().put("success", true).putNull("code").putNull("message");
    }

    private static ObjectNode refusal(SnowflakeFault fault) {
        var answer = JSON.createObjectNode().put("success", false).put("code", fault.code());
        answer.put("message", fault.getMessage());
        answer.putObject("data")
                .put("errorCode", fault.code())
                .put("sqlState", fault.state())
                .put("internalError", false)
                .put("type", "COMPILATION")
                .put("queryId", UUID.randomUUID().toString());
        return answer;
    }

    @Override
    public void close() throws SQLException {
        http.stop(0);
        threads.shutdownNow();
        account.close();
    }
}
