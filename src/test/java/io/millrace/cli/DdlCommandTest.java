package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdlCommandTest {
    private static final String SETTINGS = """
            target: aws
            aws: {region: eu-central-1, bucket: my-lake}
            warehouses:
              - {name: duckdb, type: duckdb}
              - {name: mysql, type: mysql, url: "jdbc:mysql://h/d"}
              - {name: redshift, type: redshift, url: "jdbc:redshift://h:5439/d", iam-role: "arn:aws:iam::123456789012:role/copy"}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int ddl(String name) throws IOException {
        var file = Files.writeString(folder.resolve("millrace.yaml"), SETTINGS);
        return Millrace.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("ddl", name, "--config", file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "mysql", "redshift"})
    void tablesLedgerAndViewsArePrintedOnce(String name) throws IOException {
        assertEquals(0, ddl(name), err::toString);
        for (var table : List.of("millrace_loads", "millrace_replaced", "prices")) {
            assertEquals(2, out.toString().split("CREATE TABLE IF NOT EXISTS [`\"]?" + table).length, out::toString);
        }
        assertTrue(out.toString().contains("CREATE OR REPLACE VIEW last_price AS"), out::toString);
    }

    /** What no load runs stands before and behind what it does. */
    @Test
    void whatAnAdministratorRunsForRedshiftIsPrinted() throws IOException {
        assertEquals(0, ddl("redshift"), err::toString);
        var printed = out.toString();
        var tables = printed.indexOf("-- ledger");
        var after = printed.indexOf("-- beside them");
        Golden.expect("redshift-spectrum.sql", printed.substring(0, tables) + printed.substring(after));
    }

    /** As a comment, for what is printed may be run whole; a role alone is not in force at login. */
    @Test
    void howWhoReadsIsGivenTheRoleInMySqlAndMariaDbIsPrinted() throws IOException {
        assertEquals(0, ddl("mysql"), err::toString);
        assertTrue(out.toString().contains("""
                        -- GRANT 'millrace_reader' TO 'ann'@'%';
                        -- SET DEFAULT ROLE 'millrace_reader' TO 'ann'@'%';
                        -- SET DEFAULT ROLE 'millrace_reader' FOR 'ann'@'%';
                        """), out::toString);
    }

    @Test
    void whatAthenaIsToldOfTheLakeIsPrinted() throws IOException {
        assertEquals(0, ddl("athena"), err::toString);
        Golden.expect("athena.sql", out.toString());
    }

    @Test
    void aNameThatIsNotConfiguredIsAMistake() throws IOException {
        assertEquals(2, ddl("other"));
        assertTrue(
                err.toString().contains("no warehouse is called other; there are duckdb, mysql, redshift"),
                err::toString);
    }
}
