package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryIT {
    @TempDir
    Path folder;

    private DuckDb file;
    private Query query;

    @BeforeEach
    void open() throws Exception {
        file = DuckDb.open(folder.resolve("w.duckdb"), "128MB");
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE prices (sku VARCHAR, price DECIMAL(18,4))");
            statement.execute("INSERT INTO prices VALUES ('a', 1.5), ('b', NULL)");
        }
        query = new Query(file);
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    private String json(String sql) throws SQLException {
        return new String(Json.bytes(query.run(sql)), StandardCharsets.UTF_8);
    }

    private long rows() throws SQLException {
        return (Long) query.run("SELECT count(*) FROM prices").rows().get(0).get(0);
    }

    @Test
    void anAnswerHasTheNamesOfItsColumnsAndItsRows() throws SQLException {
        assertEquals(
                "{\"columns\":[\"sku\",\"p\"],\"rows\":[[\"a\",1.5000],[\"b\",null]],\"error\":null}",
                json("SELECT sku, price AS p FROM prices ORDER BY sku"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH x AS (SELECT 1 AS a) SELECT a FROM x",
                "FROM prices",
                "VALUES (1)",
                "DESCRIBE prices",
                "SHOW TABLES",
                "SUMMARIZE prices",
                "-- a comment; with a semicolon\nSELECT ';';",
                "  select 1 ;  "
            })
    void whatReadsIsRun(String sql) throws SQLException {
        assertFalse(query.run(sql).rows().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO prices VALUES ('c', 1)",
                "INSERT INTO prices VALUES ('c', 1) RETURNING *",
                "DELETE FROM prices",
                "UPDATE prices SET price = 0",
                "CREATE TABLE other (a INT)",
                "DROP TABLE prices",
                "COPY prices TO '${folder}/out.csv'",
                "COPY (SELECT 1) TO '${folder}/out.csv'",
                "EXPORT DATABASE '${folder}/out'",
                "ATTACH '${folder}/other.duckdb'",
                "SET memory_limit = '1MB'",
                "PRAGMA memory_limit = '1MB'",
                "INSTALL httpfs",
                "LOAD json",
                "CALL force_checkpoint()",
                "COMMIT",
                "SELECT 1; DELETE FROM prices",
                "COMMIT; DELETE FROM prices; BEGIN; SELECT 1",
                "SELECT 1; SELECT 2",
                "EXPLAIN ANALYZE DELETE FROM prices",
                "",
                ";",
                "-- nothing"
            })
    void whateverElseIsRefusedAndNotRun(String sql) throws Exception {
        var fault = assertThrows(SQLException.class, () -> query.run(sql.replace("${folder}", folder.toString())));
        assertEquals("a query reads, by one SELECT: nothing else is run here", fault.getMessage());
        assertEquals(2, rows());
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith("w.duckdb"))
                            .toList());
        }
    }

    @Test
    void aSelectThatWritesBehindItsBackIsRefused() throws SQLException {
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE numbers");
        }
        assertThrows(SQLException.class, () -> query.run("SELECT nextval('numbers')"));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        var fault = assertThrows(SQLException.class, () -> query.run("SELEC 1"));
        assertEquals("the SQL cannot be read: syntax error at or near \"SELEC\"", fault.getMessage());
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        var fault = assertThrows(SQLException.class, () -> query.run("SELECT * FROM price"));
        assertTrue(
                fault.getMessage()
                        .startsWith(
                                "Catalog Error: Table with name price does not exist!\n" + "Did you mean \"prices\"?"),
                fault.getMessage());
    }

    @Test
    void aFailedQueryDoesNotStandInTheWayOfTheNext() throws SQLException {
        assertThrows(SQLException.class, () -> query.run("SELECT 'x'::INT"));
        assertEquals(2, rows());
    }

    @Test
    void everyTypeBecomesPlainJson() throws SQLException {
        assertEquals(
                "{\"columns\":[\"a\"],\"rows\":[[170141183460469231731687303715884105727]],\"error\":null}",
                json("SELECT 170141183460469231731687303715884105727::HUGEINT AS a"));
        for (var one : new String[][] {
            {"true", "true"},
            {"12.50::DECIMAL(10,4)", "12.5000"},
            {"1.5::DOUBLE", "1.5"},
            {"'nan'::DOUBLE", "\"NaN\""},
            {"'-infinity'::FLOAT", "\"-Infinity\""},
            {"'it''s'", "\"it's\""},
            {"DATE '2026-11-21'", "\"2026-11-21\""},
            {"TIME '10:00:00'", "\"10:00\""},
            {"TIMESTAMP '2026-11-21 10:00:00.123456'", "\"2026-11-21T10:00:00.123456Z\""},
            {"TIMESTAMPTZ '2026-11-21 10:00:00+02'", "\"2026-11-21T08:00:00Z\""},
            {"[1, NULL, 3]", "[1,null,3]"},
            {"{'a': 1, 'b': [TIMESTAMP '2026-11-21 10:00:00']}", "{\"a\":1,\"b\":[\"2026-11-21T10:00:00Z\"]}"},
            {"MAP {'k': 1.5}", "{\"k\":1.5}"},
            {"'ab'::BLOB", "\"YWI=\""},
            {"'{\"a\": 1}'::JSON", "\"{\\\"a\\\": 1}\""},
            {"INTERVAL 1 DAY", "\"1 day\""},
            {"'3f0f1c1e-0000-4000-8000-000000000000'::UUID", "\"3f0f1c1e-0000-4000-8000-000000000000\""},
        }) {
            assertEquals(
                    "{\"columns\":[\"x\"],\"rows\":[[" + one[1] + "]],\"error\":null}",
                    json("SELECT " + one[0] + " AS x"),
                    one[0]);
        }
    }

    @Test
    void aTimeThatThisMachinesZoneSkipsIsTold() throws SQLException {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertEquals(
                    "2026-03-29T02:30:00Z",
                    query.run("SELECT TIMESTAMP '2026-03-29 02:30:00'")
                            .rows()
                            .get(0)
                            .get(0));
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
