package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableChangesIT {
    private static final Dataset STATES = LoadIT.STATES;

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, STATES);
        warehouse.commit(1, STATES, "('a', 1, 'x')");
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    /** The states as declared later. */
    private static Dataset later(String columns) {
        return Declared.dataset("""
                dataset: states
                version: 2
                key: [id]
                version-column: v
                columns:
                  - {name: id, type: string, required: true}
                  - {name: v,  type: int, required: true}
                """ + columns.indent(2));
    }

    private static final String WORD = "- {name: word, type: string}\n";
    private static final String MORE = "- {name: at, type: timestamp, required: true}\n"
            + "- {name: price, type: \"decimal(10,2)\"}\n"
            + "- {name: any, type: json}\n";

    @Test
    void aColumnThatWasDeclaredSinceIsAdded() throws Exception {
        warehouse.load();
        var later = later(WORD + MORE);
        warehouse.declare(10, later);
        warehouse.commit(2, later, "('b', 1, 'y', TIMESTAMPTZ '2026-11-21 10:00:00Z', 1.50, '[1]')");
        warehouse.load();
        assertEquals(
                List.of("a null null null", "b 1.50 [1] true"),
                warehouse.rows("SELECT id, price, \"any\", \"at\" = TIMESTAMPTZ '2026-11-21 10:00:00Z'"
                        + " FROM states ORDER BY id"));
    }

    @Test
    void columnsThatAnOldBatchLacksAreNullInANewWarehouse() throws Exception {
        warehouse.declare(10, later(WORD + MORE));
        warehouse.load();
        assertEquals(
                List.of("a x null null null"), warehouse.rows("SELECT id, word, \"at\", price, \"any\" FROM states"));
    }

    @Test
    void oldAndNewBatchesGoIntoOneLoad() throws Exception {
        var later = later(WORD + MORE);
        warehouse.declare(10, later);
        warehouse.commit(2, later, "('b', 1, 'y', TIMESTAMPTZ '2026-11-21 10:00:00Z', 1.50, '[1]')");
        warehouse.load();
        assertEquals(List.of("a null", "b 1.50"), warehouse.rows("SELECT id, price FROM states ORDER BY id"));
        assertEquals(2, warehouse.ledger().size());
    }

    @Test
    void aColumnThatIsDeclaredNoMoreStaysAndIsNull() throws Exception {
        warehouse.load();
        var later = later("");
        warehouse.declare(10, later);
        warehouse.commit(2, later, "('b', 1)");
        warehouse.load();
        assertEquals(List.of("a x", "b null"), warehouse.rows("SELECT id, word FROM states ORDER BY id"));
    }

    @Test
    void aTableThatForbidsWhatTheDeclarationAllowsIsRelaxed() throws Exception {
        warehouse.execute("CREATE TABLE states (id VARCHAR NOT NULL, v INTEGER NOT NULL, word VARCHAR NOT NULL,"
                + " gone VARCHAR NOT NULL, batch BIGINT NOT NULL, PRIMARY KEY (id))");
        warehouse.commit(2, STATES, "('b', 1, NULL)");
        warehouse.load();
        assertEquals(List.of("a x", "b null"), warehouse.rows("SELECT id, word FROM states ORDER BY id"));
    }

    @Test
    void aColumnOfAnotherTypeIsRefusedWithTheStatementThatChangesIt() throws Exception {
        warehouse.load();
        warehouse.declare(10, later("- {name: word, type: int}\n"));
        var fault = assertThrows(IllegalStateException.class, warehouse::next);
        assertEquals(
                "warehouse test: the table states has word as VARCHAR, the declaration has it as int: declare it under"
                        + " another name, or, if its values fit, change the table with"
                        + " ALTER TABLE \"states\" ALTER COLUMN \"word\" TYPE INTEGER",
                fault.getMessage());
    }

    @Test
    void theStatementOfTheRefusalIsTheCure() throws Exception {
        warehouse.declare(10, later("- {name: word, type: \"decimal(10,2)\"}\n"));
        warehouse.next();
        warehouse.declare(10, later("- {name: word, type: \"decimal(18,4)\"}\n"));
        var fault = assertThrows(IllegalStateException.class, warehouse::next);
        warehouse.execute(fault.getMessage().substring(fault.getMessage().indexOf("ALTER")));
        assertEquals(1, warehouse.next().size());
    }

    @Test
    void anotherKeyIsRefusedWithTheStatementsThatBeginAnew() throws Exception {
        warehouse.load();
        var other = Declared.dataset("""
                dataset: states
                version: 2
                key: [id, v]
                version-column: v
                columns:
                  - {name: id,   type: string, required: true}
                  - {name: v,    type: int, required: true}
                  - {name: word, type: string}
                """);
        warehouse.declare(10, other);
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("has the key [id], the declaration has [id, v]"), fault);
        for (var statement : fault.substring(fault.indexOf("DROP")).split(";")) {
            warehouse.execute(statement);
        }
        warehouse.load();
        assertEquals(List.of("a 1 x"), warehouse.rows("SELECT id, v, word FROM states"));
    }

    @Test
    void aForeignTableOfThatNameIsRefused() throws Exception {
        warehouse.execute("CREATE TABLE states (country VARCHAR)");
        var fault = assertThrows(IllegalStateException.class, warehouse::next).getMessage();
        assertTrue(fault.contains("was not made by Millrace"), fault);
        assertEquals(List.of("country"), warehouse.rows("SELECT column_name FROM (DESCRIBE states)"));
    }

    @Test
    void anUnchangedTableStaysAsItIs() throws Exception {
        warehouse.load();
        warehouse.declare(10, STATES);
        assertEquals(List.of(), warehouse.next());
        assertEquals(List.of("a 1 x 1"), warehouse.rows("SELECT * FROM states"));
    }

    @Test
    void theViewsOfPricesFollowTheirTable() throws Exception {
        var prices = Declared.prices();
        var before = new Dataset(
                prices.name(),
                prices.version(),
                prices.doc(),
                prices.key(),
                prices.versionColumn(),
                prices.columns().stream()
                        .filter(column -> !column.name().equals("labels"))
                        .toList(),
                prices.requireAny(),
                prices.references());
        warehouse.declare(10, before).next();
        warehouse.declare(10, prices).next();
        assertEquals(List.of(), warehouse.rows("SELECT labels FROM last_price"));
        assertEquals(List.of(), warehouse.rows("SELECT change_percent FROM price_changes"));
    }

    @Test
    void everyStatementOfTheDdlRunsTwice() throws Exception {
        for (var i = 0; i < 2; i++) {
            for (var statement : warehouse.warehouse().ddl(List.of(Declared.prices()))) {
                warehouse.execute(statement);
            }
        }
        assertEquals(List.of("0"), warehouse.rows("SELECT count(*) FROM last_price"));
    }
}
