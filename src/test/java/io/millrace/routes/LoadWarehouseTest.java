package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.jdbc.ConnectionStrategy;
import org.apache.camel.component.jdbc.DefaultConnectionStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadWarehouseTest {
    private Routes routes;
    private List<AnyLoad> due = List.of(new AnyLoad("prices"));
    private String broken = "";
    private RuntimeException refused;

    /** A load whose statements are their names. */
    public record AnyLoad(String dataset) {
        public String statement(String name) {
            return name;
        }
    }

    /** Stands for the loader, and writes what it is asked into the log. */
    public final class Loading {
        public List<AnyLoad> next() {
            return due;
        }

        public void open(Exchange exchange) {
            routes.log.add(
                    "open " + exchange.getMessage().getBody(AnyLoad.class).dataset());
        }

        public void expectRows(AnyLoad load, List<Map<String, Object>> answer) {
            routes.log.add("expectRows " + answer);
            if (refused != null) {
                throw refused;
            }
        }

        public void expectUnloaded(AnyLoad load, List<Map<String, Object>> answer) {
            routes.log.add("expectUnloaded " + answer);
        }

        public void close(AnyLoad load) {
            routes.log.add("close " + load.dataset());
        }
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("load-warehouse");
        routes.bind("loader-test", new Loading())
                .bind("warehouse-test", nowhere())
                .bind("boundConnection", (ConnectionStrategy) new DefaultConnectionStrategy())
                .make("load-batches", "load-batches-test", Map.of("warehouse", "test"))
                .make("load-warehouse", "load-test", Map.of("warehouse", "test", "every", "1000"))
                .begin("load-test");
        AdviceWith.adviceWith(
                routes.context,
                "load-batches-test",
                advice -> advice.interceptSendToEndpoint("jdbc:*")
                        .skipSendToOriginalEndpoint()
                        .process(this::execute));
        routes.start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void aLoadStagesCountsAndThenDoesTheRestInOneTransaction() {
        load();
        assertEquals(
                List.of(
                        "open prices",
                        "stage",
                        "count",
                        "expectRows [{answer=count}]",
                        "begin",
                        "lock",
                        "check-ledger",
                        "expectUnloaded [{answer=check-ledger}]",
                        "prune-repeated",
                        "prune-stale",
                        "record",
                        "upsert",
                        "commit",
                        "close prices"),
                routes.log);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void rowsThatAreMissingAreFoundBeforeTheTransaction() {
        refused = new IllegalStateException("1 rows were staged, 2 are promised");
        load();
        assertEquals(
                List.of("open prices", "stage", "count", "expectRows [{answer=count}]", "close prices"), routes.log);
        assertEquals(
                refused.getMessage(), routes.health.failures().get("load-test").reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stage",
                "count",
                "begin",
                "lock",
                "check-ledger",
                "prune-repeated",
                "prune-stale",
                "record",
                "upsert"
            })
    void whereAStatementFailsNothingIsCommittedAndTheFilesAreClosed(String statement) {
        broken = statement;
        load();
        assertEquals(List.of(statement, "close prices"), routes.log.subList(routes.log.size() - 2, routes.log.size()));
        assertFalse(routes.log.contains("commit"));
        assertEquals(Set.of("load-test"), routes.health.failures().keySet());
    }

    @Test
    void whereTheCommitFailsTheFilesAreClosedAndItIsReported() {
        broken = "commit";
        load();
        assertEquals("close prices", routes.log.get(routes.log.size() - 1));
        assertEquals(
                "commit is broken", routes.health.failures().get("load-test").reason());
    }

    @Test
    void aLoadThatFailsHoldsTheNext() {
        due = List.of(new AnyLoad("prices"), new AnyLoad("cities"));
        broken = "upsert";
        load();
        assertFalse(routes.log.contains("open cities"), routes.log.toString());
    }

    @Test
    void theNextRoundLoadsAgain() {
        broken = "upsert";
        load();
        broken = "";
        load();
        assertEquals("commit", routes.log.get(routes.log.size() - 2));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void whereNothingIsDueNoConnectionIsOpened() {
        due = List.of();
        load();
        assertEquals(List.of(), routes.log);
    }

    private void load() {
        routes.send("direct:load-test", null);
    }

    private void execute(Exchange exchange) throws SQLException {
        var statement = exchange.getMessage().getBody(String.class);
        routes.log.add(statement);
        if (statement.equals(broken)) {
            throw new SQLException(statement + " is broken");
        }
        exchange.getMessage().setBody(List.of(Map.of("answer", statement)));
    }

    /** A data source that nobody may ask: the statements are caught before. */
    private static DataSource nowhere() {
        return (DataSource) Proxy.newProxyInstance(
                LoadWarehouseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode") ? (Object) 1 : "nowhere";
                    }
                    throw new AssertionError("asked for " + method.getName());
                });
    }
}
