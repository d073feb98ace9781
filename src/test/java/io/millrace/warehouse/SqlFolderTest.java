package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlFolderTest {
    private final SqlFolder duckdb = new SqlFolder("duckdb", new DuckDbDialect());

    @Test
    void aStatementIsFilledInWithoutItsComments() {
        assertEquals(
                "SELECT batch FROM millrace_loads WHERE dataset = 'o''x' AND batch >= 7",
                duckdb.statement("loaded-from", Map.of("dataset", Sql.literal("o'x"), "from", "7")));
        assertTrue(duckdb.script("ledger", Map.of()).get(0).startsWith("CREATE TABLE"));
    }

    @Test
    void aWarehousesOwnStatementComesBeforeTheCommonOne() {
        var values = Map.of("target", "t", "column", "c", "type", "INT");
        assertEquals("ALTER TABLE t ALTER COLUMN c TYPE INT", duckdb.statement("change-column", values));
        assertEquals("ALTER TABLE t ADD COLUMN c INT", duckdb.statement("add-column", values));
        assertTrue(duckdb.has("commit"));
    }

    @Test
    void whatIsFilledInIsNotFilledInAgain() {
        assertTrue(
                duckdb.statement("count", Map.of("staging", "\"${dataset}$1\"")).endsWith("\"${dataset}$1\""));
    }

    @Test
    void aNameThatNobodyGaveIsAFault() {
        var fault = assertThrows(IllegalStateException.class, () -> duckdb.statement("count", Map.of("target", "x")));
        assertEquals("/sql/common/count.sql asks for ${staging}, known are [target]", fault.getMessage());
    }

    @Test
    void aWarehouseNeedNotHaveEveryScript() {
        assertEquals(List.of(), duckdb.script("views-unknown", Map.of()));
        assertThrows(IllegalStateException.class, () -> duckdb.statement("unknown", Map.of()));
    }

    @Test
    void quotesInsideOfNamesAndTextsAreDoubled() {
        assertEquals("\"a\"\"b\"", Sql.identifier("a\"b"));
        assertEquals("'a''b'", Sql.literal("a'b"));
    }
}
