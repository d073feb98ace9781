package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.catalog.AthenaDdl;
import io.millrace.catalog.CatalogTable;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Declared;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.create.view.CreateView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The marts of Athena, held against those of a warehouse over the same rows. */
class AthenaMartsTest {
    private static final AthenaDdl DDL = new AthenaDdl(
            "millrace", CatalogTable.all("my-lake", Datasets.shipped().all(), true));

    private static final Pattern UNQUALIFIED = Pattern.compile(
            "(FROM|JOIN) (signal_\\w+|price_\\w+|last_price|latest_\\w+|city_\\w+|flights|calendar|weather)\\b");

    private static Marts marts;

    @BeforeAll
    static void open() throws SQLException {
        marts = new Marts().withAthena();
    }

    @AfterAll
    static void close() throws SQLException {
        marts.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last_price",
                "price_changes",
                "price_daily",
                "price_index",
                "availability_history",
                "price_position",
                "city_relief",
                "latest_population",
                "latest_weather",
                "flight_arrivals",
                "city_hour",
                "rebalancing_hints"
            })
    void aMartTellsWhatAWarehousesTells(String mart) throws SQLException {
        // Times of a warehouse have a zone, those of Athena are UTC without one. A number that is worked out anew in
        // another
        // order may differ in its last digit; forecast ages follow the clock.
        var columns = marts.columns("SELECT * FROM main." + mart).entrySet().stream()
                .filter(column -> !column.getKey().equals("forecast_age_hours")
                        && !column.getKey().equals("confidence"))
                .map(column -> switch (column.getValue()) {
                    case "TIMESTAMP WITH TIME ZONE" -> "timezone('UTC', CAST(" + column.getKey() + " AS TIMESTAMPTZ))";
                    case "DOUBLE" -> "round(" + column.getKey() + ", 6)";
                    case "JSON" -> "CAST(" + column.getKey() + " AS VARCHAR)";
                    default -> column.getKey();
                })
                .toList();
        var select = "SELECT " + String.join(", ", columns) + " FROM %s." + mart + " ORDER BY ALL";
        var expected = marts.rows(select.formatted("main"));
        assertFalse(expected.isEmpty());
        assertEquals(expected, marts.rows(select.formatted("millrace")));
    }

    /** Those of cities have a column called number, which the parser takes for a type: DuckDB alone reads them. */
    @Test
    void everyMartOfPricesIsParsed() throws Exception {
        for (var mart : DDL.marts().subList(0, 6)) {
            assertTrue(CCJSqlParserUtil.parse(mart) instanceof CreateView, mart);
        }
    }

    @Test
    void everyMartNamesItsDatabase() {
        assertEquals(14, DDL.marts().size());
        for (var mart : DDL.marts()) {
            assertTrue(mart.startsWith("CREATE OR REPLACE VIEW millrace."), mart);
            assertFalse(mart.contains("${"), mart);
            assertFalse(UNQUALIFIED.matcher(mart).find(), mart);
        }
    }

    @Test
    void withoutCitiesThereAreMartsOfPricesAlone() {
        var ddl = new AthenaDdl("millrace", CatalogTable.all("my-lake", List.of(Declared.prices()), true));
        assertEquals(6, ddl.marts().size());
    }
}
