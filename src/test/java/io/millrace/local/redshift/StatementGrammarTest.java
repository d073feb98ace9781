package io.millrace.local.redshift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Datasets;
import io.millrace.warehouse.Access;
import io.millrace.warehouse.CopySource;
import io.millrace.warehouse.Redshift;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in is worth as much as what it refuses. */
class StatementGrammarTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING                        | "ON", expected the end
            SELECT count(*) FILTER (WHERE a > 1) FROM t                                | "FILTER", expected the end
            SELECT a FROM t WHERE a IS NOT DISTINCT FROM 1                             | "DISTINCT", expected NULL
            SELECT b.a FROM (VALUES (1)) AS b                                          | "VALUES", expected SELECT
            SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1                 | "QUALIFY", expected the end
            WITH x AS (SELECT 1) SELECT a FROM x                                       | "WITH", expected CREATE
            SELECT a::text FROM t                                                      | "::", expected the end
            SELECT a FROM t WHERE EXISTS (SELECT 1 FROM s WHERE s.a > t.a)             | ">", expected =
            MERGE INTO t AS x USING s ON x.a = s.a WHEN MATCHED THEN DELETE            | "AS", expected USING
            MERGE INTO t USING (SELECT 1) AS s ON t.a = s.a WHEN MATCHED THEN DELETE   | "(", expected word
            DELETE FROM t AS x USING s WHERE x.a = s.a                                 | "AS", expected the end
            TRUNCATE t                                                                 | "TRUNCATE", expected CREATE
            CREATE ROLE IF NOT EXISTS r                                                | "NOT", expected the end
            GRANT SELECT ON ALL TABLES IN SCHEMA s TO ROLE r WITH GRANT OPTION         | "WITH", expected the end
            CREATE INDEX i ON t (a)                                                    | "INDEX", expected TABLE
            CREATE TABLE t (a TEXT)                                                    | "TEXT", expected DOUBLE
            CREATE TABLE t (a JSONB)                                                   | "JSONB", expected DOUBLE
            CREATE TABLE t (a TIMESTAMPTZ)                                             | "TIMESTAMPTZ", expected DOUBLE
            ALTER TABLE t ALTER COLUMN a DROP NOT NULL                                 | "DROP", expected TYPE
            ALTER TABLE t ADD COLUMN a INTEGER, ADD COLUMN b INTEGER                   | ",", expected the end
            COPY t FROM 's3://b/k' IAM_ROLE default FORMAT AS PARQUET                  | "the end", expected MANIFEST
            COPY t FROM 's3://b/k' IAM_ROLE default FORMAT AS PARQUET MANIFEST MAXERROR 1 | "MAXERROR", expected the end
            COPY t (a) FROM 's3://b/k' IAM_ROLE default FORMAT AS PARQUET MANIFEST     | "(", expected FROM
            """)
    void whatRedshiftDoesNotDocumentIsRefusedAtItsToken(String sql, String said) {
        var refused = assertThrows(RefusedSql.class, () -> StatementGrammar.accept(sql));
        assertTrue(refused.getMessage().contains("near " + said), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a VARCHAR(65536))",
                "CREATE TABLE t (a NUMERIC(39,0))",
                "CREATE TABLE t (a SUPER, PRIMARY KEY (a))",
                "CREATE TABLE t (a SUPER) DISTSTYLE KEY DISTKEY (a)",
                "CREATE TABLE t (a INTEGER) COMPOUND SORTKEY (b)",
                "ALTER TABLE t ALTER COLUMN a TYPE BIGINT",
                "SELECT jsonb_path_query(a, '$') FROM t",
                "SELECT 'a\\b' FROM t",
                "COPY t FROM 's3://b/k' IAM_ROLE 'me' FORMAT AS PARQUET MANIFEST"
            })
    void whatRedshiftCannotDoIsRefused(String sql) {
        assertThrows(RefusedSql.class, () -> StatementGrammar.accept(sql));
    }

    @Test
    void howRowsAreDistributedAndSortedIsLeftOutForPostgreSql() {
        assertEquals(
                "CREATE TEMP TABLE t ( a BIGINT GENERATED ALWAYS AS IDENTITY )",
                StatementGrammar.accept(
                                "CREATE TEMP TABLE t (a BIGINT IDENTITY(1, 1)) DISTSTYLE KEY DISTKEY (a) COMPOUND SORTKEY (a)")
                        .sql());
    }

    @Test
    void allThatAnAdministratorRunsIsOfTheGrammar() {
        var access = new Access("dev", "public", "millrace");
        var warehouse = Redshift.unopened("cloud", new CopySource("lake", "default", "millrace"), access);
        warehouse.setup().forEach(StatementGrammar::accept);
        assertEquals(
                "ALTER DEFAULT PRIVILEGES FOR USER a IN SCHEMA s GRANT SELECT ON TABLES TO r",
                StatementGrammar.accept(
                                "ALTER DEFAULT PRIVILEGES FOR USER a IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r")
                        .sql());
    }

    @Test
    void allThatTheLoadsMakeIsOfTheGrammar() {
        var warehouse = Redshift.warehouse("cloud", null, new CopySource("lake", "default", "millrace"));
        warehouse.ddl(Datasets.load(Optional.empty()).all()).forEach(StatementGrammar::accept);
    }
}
