package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard of Grafana; GrafanaIT runs its statements. */
class GrafanaTest {
    @Test
    void theDashboardIsOfOnePiece() throws IOException {
        assertEquals(List.of(), GrafanaDashboard.read().faults());
    }

    @Test
    void everyStatementIsAQuery() throws Exception {
        var statements = GrafanaDashboard.read().statements();
        assertTrue(statements.size() >= 16, statements.keySet()::toString);
        for (var sql : statements.values()) {
            assertTrue(CCJSqlParserUtil.parse(GrafanaDashboard.filled(sql)) instanceof Select, sql);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "id": 3, | "id": 2, | panel 2 stands twice
                    "uid": "${datasource}" | "uid": "P1234" | a data source is not the variable's
                    ${sku:sqlstring} | ${product:sqlstring} | uses ${product:sqlstring}, which is no variable
                    observed_at AS time, | observed_at AS at, | is a series, or not, by its column time
                    "x": 18 | "x": 20 | ends behind the grid
                    """)
    void whatIsWrongIsFound(String fine, String wrong, String said) throws IOException {
        var text = Files.readString(GrafanaDashboard.FILE);
        assertTrue(text.contains(fine), fine);
        var faults = GrafanaDashboard.read(text.replace(fine, wrong)).faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    /** Views of cities are there with city signals alone. */
    @Test
    void whatIsRemovedWithoutCitiesIsSaid() throws IOException {
        var readme = Files.readString(Path.of("bi/grafana/README.md")).replaceAll("\\s+", " ");
        var said = readme.replaceAll(".*(Without city signals [^.]*)\\..*", "$1");
        GrafanaDashboard.read().statements().forEach((title, sql) -> {
            var isOfCities = sql.contains("city_hour") || sql.contains("rebalancing_hints");
            var name = title.equals("variable city") ? "variable *City*" : "*" + title + "*";
            assertEquals(isOfCities, said.contains(name), title + ": " + said);
        });
    }

    @Test
    void aMacroThatIsNotKnownIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> GrafanaDashboard.filled("SELECT $__timeGroup(a, '1d')"));
    }
}
