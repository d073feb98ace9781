package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private boolean world = true;

    /** A load whose statements are their names. */
    public record AnyLoad(String dataset, boolean isTaking, boolean isRecorded, boolean isStaged) {
        AnyLoad(String dataset, boolean isTaking, boolean isRecorded) {
            this(dataset, isTaking, isRecorded, true);
        }

        AnyLoad(String dataset) {
            this(dataset, false, true);
        }

        public AnyScript script(String name) {
            return new AnyScript(new ArrayDeque<>(List.of(name)));
        }

        public AnyScript copies() {
            return new AnyScript(new ArrayDeque<>(List.of("copy one", "copy two")));
        }
    }

    /** Statements to run one after the other. */
    public record AnyScript(Deque<String> statements) {
        public boolean hasNext() {
            return !statements.isEmpty();
        }

        public String next() {
            return statements.remove();
        }
    }

    /** A round over the loads that are due. */
    public static final class AnyRound {
        private final Deque<AnyLoad> loads;

        AnyRound(List<AnyLoad> loads) {
            this.loads = new ArrayDeque<>(loads);
            this.loads.addFirst(new AnyLoad("none"));
        }

        public boolean hasLoad() {
            return !loads.isEmpty();
        }

        public AnyLoad load() {
            return loads.peek();
        }

        public List<String> done() {
            return List.of();
        }
    }

    /** Stands for the loader, and writes what it is asked into the log. */
    public final class Loading {
        public AnyRound due() {
            return new AnyRound(due);
        }

        public void next(AnyRound round) {
            round.loads.remove();
        }

        public void open(AnyLoad load) {
            routes.log.add("open " + load.dataset());
        }

        public void fill(AnyLoad load) {
            routes.log.add("fill");
        }

        public void insertNew(AnyLoad load) {
            routes.log.add("insert-new");
            if ("insert-new".equals(broken)) {
                throw new IllegalStateException("insert-new is broken");
            }
        }

        public void uncover(AnyLoad load) {
            routes.log.add("uncover");
        }

        public void count(AnyLoad load, List<Map<String, Object>> answer) {
            routes.log.add("count " + answer);
        }

        public void loaded(AnyRound round, AnyLoad load) {
            routes.log.add("loaded " + load.dataset());
        }

        public void failed(AnyRound round, AnyLoad load, Exception failure) throws Exception {
            routes.log.add("failed " + load.dataset());
            if (world) {
                throw failure;
            }
        }

        public void expectRows(AnyLoad load, List<Map<String, Object>> answer) {
            routes.log.add("expectRows " + answer);
            if (refused != null) {
                throw refused;
            }
        }

        public void expectLedger(AnyLoad load, List<Map<String, Object>> answer) {
            routes.log.add("expectLedger " + answer);
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
                .make("run-statements", "run-statements-test", Map.of("warehouse", "test"))
                .make("load-batches", "load-batches-test", Map.of("warehouse", "test"))
                .make("load-round", "load-round-test", Map.of("warehouse", "test"))
                .make("load-warehouse", "load-test", Map.of("warehouse", "test", "every", "1000"))
                .begin("load-test");
        AdviceWith.adviceWith(
                routes.context,
                "run-statements-test",
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
                        "copy one",
                        "copy two",
                        "fill",
                        "stage-uncovered",
                        "count",
                        "expectRows [{answer=count}]",
                        "prune-early",
                        "begin",
                        "lock",
                        "check-ledger",
                        "expectLedger [{answer=check-ledger}]",
                        "prune-repeated",
                        "prune-stale",
                        "count-changes",
                        "count [{answer=count-changes}]",
                        "record",
                        "insert-stubs",
                        "insert-new",
                        "upsert",
                        "commit",
                        "close prices",
                        "loaded prices"),
                routes.log);
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aLoadWithoutRowsOnlyEntersTheLedger() {
        due = List.of(new AnyLoad("prices", false, true, false));
        load();
        assertEquals(
                List.of(
                        "open prices",
                        "begin",
                        "lock",
                        "check-ledger",
                        "expectLedger [{answer=check-ledger}]",
                        "record-empty",
                        "commit",
                        "close prices",
                        "loaded prices"),
                routes.log);
    }

    @Test
    void rowsThatAreMissingAreFoundBeforeTheTransaction() {
        refused = new IllegalStateException("1 rows were staged, 2 are promised");
        load();
        assertEquals(
                List.of(
                        "open prices",
                        "stage",
                        "copy one",
                        "copy two",
                        "fill",
                        "stage-uncovered",
                        "count",
                        "expectRows [{answer=count}]",
                        "close prices",
                        "failed prices"),
                routes.log);
        assertEquals(
                refused.getMessage(), routes.health.failures().get("load-test").reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stage",
                "count",
                "prune-early",
                "begin",
                "lock",
                "check-ledger",
                "prune-repeated",
                "prune-stale",
                "record",
                "insert-stubs",
                "insert-new",
                "upsert"
            })
    void whereAStatementFailsNothingIsCommittedAndTheFilesAreClosed(String statement) {
        broken = statement;
        load();
        assertEquals(
                List.of(statement, "close prices", "failed prices"),
                routes.log.subList(routes.log.size() - 3, routes.log.size()));
        assertFalse(routes.log.contains("commit"));
        assertEquals(Set.of("load-test"), routes.health.failures().keySet());
    }

    @Test
    void whereTheCommitFailsTheFilesAreClosedAndItIsReported() {
        broken = "commit";
        load();
        assertEquals("close prices", routes.log.get(routes.log.size() - 2));
        assertEquals(
                "commit is broken", routes.health.failures().get("load-test").reason());
    }

    @Test
    void aFailureOfTheWorldEndsTheRound() {
        due = List.of(new AnyLoad("prices"), new AnyLoad("cities"));
        broken = "upsert";
        load();
        assertFalse(routes.log.contains("open cities"), routes.log.toString());
        assertEquals(Set.of("load-test"), routes.health.failures().keySet());
    }

    @Test
    void aFailureOfALoadsOwnHoldsNoOtherUp() {
        due = List.of(new AnyLoad("prices"), new AnyLoad("cities"));
        broken = "upsert";
        world = false;
        load();
        assertEquals("failed cities", routes.log.get(routes.log.size() - 1));
        assertEquals(Map.of(), routes.health.failures());
    }

    @Test
    void aLoadThatTakesThePlaceOfOthersMakesRoomInItsTransaction() {
        due = List.of(new AnyLoad("prices", true, true));
        load();
        var begin = routes.log.indexOf("expectLedger [{answer=check-ledger}]") + 1;
        assertEquals(
                List.of(
                        "record-replaced",
                        "prune-replaced",
                        "find-uncovered",
                        "uncover",
                        "keep-gone",
                        "keep-referenced",
                        "delete-gone",
                        "prune-repeated"),
                routes.log.subList(begin, begin + 8));
    }

    @Test
    void aLoadThatPutsRightLeavesTheLedger() {
        due = List.of(new AnyLoad("prices", true, false));
        load();
        assertFalse(routes.log.contains("record") || routes.log.contains("record-replaced"), routes.log.toString());
        assertEquals("commit", routes.log.get(routes.log.size() - 3));
    }

    @Test
    void theNextRoundLoadsAgain() {
        broken = "upsert";
        load();
        broken = "";
        load();
        assertEquals("commit", routes.log.get(routes.log.size() - 3));
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
