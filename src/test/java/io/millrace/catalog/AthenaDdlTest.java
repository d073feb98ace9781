package io.millrace.catalog;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.Test;

class AthenaDdlTest {
    private static final Dataset EVERY_TYPE = Declared.dataset("""
            dataset: readings
            version: 1
            doc: A reading, as it's called
            key: [id]
            version-column: at
            columns:
              - {name: id,     type: string, required: true, doc: "The sensor's id"}
              - {name: at,     type: timestamp, required: true}
              - {name: day,    type: date}
              - {name: small,  type: int}
              - {name: big,    type: bigint}
              - {name: real,   type: double}
              - {name: exact,  type: "decimal(38,10)"}
              - {name: flag,   type: boolean}
              - {name: any,    type: json}
              - {name: select, type: string}
            """);

    /** What a statement on a table may consist of, as Hive reads it: no word that is not meant. */
    private static final String LITERAL = "'(?:[^'\\\\]++|\\\\['\\\\])*+'";

    private static final String COLUMNS =
            "(?:  `[a-z0-9_]+` (?:string|int|bigint|double|boolean|date|timestamp|decimal\\(\\d+,\\d+\\))(?: COMMENT "
                    + LITERAL + ")?,?\\n?)++";
    private static final Pattern TABLE = Pattern.compile(
            "CREATE EXTERNAL TABLE IF NOT EXISTS `[a-z0-9_]+`\\.`[a-z0-9_]+` \\(\\n" + COLUMNS + "\\)\\n(?:COMMENT "
                    + LITERAL + "\\n)?PARTITIONED BY \\(\\n" + COLUMNS + "\\)\\nROW FORMAT SERDE " + LITERAL
                    + "\\nWITH SERDEPROPERTIES \\(" + LITERAL + " = " + LITERAL + "\\)\\nSTORED AS INPUTFORMAT "
                    + LITERAL
                    + "\\nOUTPUTFORMAT " + LITERAL + "\\nLOCATION 's3://[a-z0-9./_-]+/'\\nTBLPROPERTIES \\((?:"
                    + LITERAL
                    + " = " + LITERAL + "(?:, )?)+\\)");

    private static AthenaDdl ddl(Dataset... datasets) {
        return new AthenaDdl("millrace", CatalogTable.all("my-lake", List.of(datasets), true));
    }

    @Test
    void tablesAreWhatTheGrammarKnows() {
        var statements = ddl(Declared.prices(), EVERY_TYPE).tables();
        assertEquals("CREATE DATABASE IF NOT EXISTS millrace", statements.get(0));
        assertEquals(4, statements.size());
        for (var statement : statements.subList(1, 4)) {
            assertTrue(TABLE.matcher(statement).matches(), statement);
        }
        assertFalse(TABLE.matcher(statements.get(3).replace("\\'", "''")).matches());
    }

    @Test
    void aTableSaysWhatItsGlueTableSays() {
        var table = CatalogTable.processed("my-lake", EVERY_TYPE);
        var statement = ddl(EVERY_TYPE).tables().get(2);
        var glue = GlueShapes.table(table);
        for (var column : glue.storageDescriptor().columns()) {
            assertTrue(statement.contains("`" + column.name() + "` " + column.type()), statement);
        }
        glue.partitionKeys()
                .forEach(key -> assertTrue(statement.contains("`" + key.name() + "` " + key.type()), statement));
        for (var text : List.of(
                glue.storageDescriptor().location(),
                glue.storageDescriptor().inputFormat(),
                glue.storageDescriptor().outputFormat(),
                glue.storageDescriptor().serdeInfo().serializationLibrary())) {
            assertTrue(statement.contains("'" + text + "'"), statement);
        }
        assertEquals("TRUE", glue.parameters().get("EXTERNAL"));
        assertTrue(
                statement.contains("'classification' = '" + glue.parameters().get("classification") + "'"), statement);
    }

    @Test
    void viewsAndQueriesAreParsed() throws Exception {
        var ddl = ddl(Declared.prices(), EVERY_TYPE);
        assertEquals(3, ddl.views().size());
        for (var view : ddl.views()) {
            assertTrue(CCJSqlParserUtil.parse(view) instanceof CreateView, view);
            assertFalse(view.contains("${"), view);
        }
        assertEquals(3, ddl.queries().size());
        for (var query : ddl.queries()) {
            assertTrue(CCJSqlParserUtil.parse(query) instanceof Select, query);
            assertFalse(query.contains("${"), query);
        }
    }

    @Test
    void daysTellWhichPartitionsAreReadOnlyWhereTheKeyDecidesTheDay() {
        var views = ddl(Declared.prices(), EVERY_TYPE).views();
        assertTrue(views.get(1).contains("PARTITION BY dt, \"source\", \"sku\", \"observed_at\""), views.get(1));
        assertTrue(views.get(2).contains("PARTITION BY \"id\"\n"), views.get(2));
    }

    @Test
    void withoutPricesThereAreNoQueriesAboutThem() {
        assertEquals(1, ddl(EVERY_TYPE).queries().size());
    }

    @Test
    void aNameThatTheCatalogItselfNeedsIsRefused() {
        var column = Declared.dataset("""
                dataset: readings
                version: 1
                key: [attempt]
                version-column: at
                columns:
                  - {name: attempt, type: string, required: true}
                  - {name: at, type: timestamp, required: true}
                """);
        var fault = assertThrows(IllegalArgumentException.class, () -> CatalogTable.processed("b", column));
        assertTrue(fault.getMessage().startsWith("dataset readings has a column attempt"), fault::getMessage);
        assertDoesNotThrow(() -> CatalogTable.processed("b", EVERY_TYPE));
    }
}
