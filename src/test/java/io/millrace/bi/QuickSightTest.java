package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.aws.References;
import io.millrace.aws.ResourceSchema;
import io.millrace.aws.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The template of QuickSight, held against AWS's schemas, itself, and the marts. */
class QuickSightTest {
    private static final Path DEFINITION = QuickSight.FOLDER.resolve("definition.yaml");

    enum Deployed {
        ATHENA(QuickSight::athena),
        REDSHIFT(QuickSight::redshift),
        DIRECT(QuickSight::direct);

        private final Function<JsonNode, Stack> stack;

        Deployed(Function<JsonNode, Stack> stack) {
            this.stack = stack;
        }

        Stack stack() throws IOException {
            return stack.apply(QuickSight.template());
        }
    }

    private static Marts marts;

    @BeforeAll
    static void open() throws SQLException {
        marts = new Marts().withAthena();
    }

    @AfterAll
    static void close() throws SQLException {
        marts.close();
    }

    @Test
    void everythingThatIsNamedIsThereAndEverythingThatIsThereIsNamed() throws IOException {
        assertEquals(List.of(), References.faults(QuickSight.template()));
    }

    @ParameterizedTest
    @EnumSource
    void everyResourceFitsAwssSchema(Deployed deployed) throws IOException {
        assertEquals(List.of(), deployed.stack().broken());
        assertEquals(List.of(), schemaFaults(deployed.stack()));
    }

    private static List<String> schemaFaults(Stack stack) {
        var faults = new ArrayList<String>();
        stack.resources()
                .forEach((name, resource) -> ResourceSchema.of(
                                resource.path("Type").asText())
                        .faults(resource.path("Properties"))
                        .forEach(fault -> faults.add(name + ": " + fault)));
        return faults;
    }

    @Test
    void eachConditionMakesAndLeavesOutWhatItSays() throws IOException {
        var athena = Deployed.ATHENA.stack().resources().keySet();
        assertTrue(athena.contains("Athena") && !athena.contains("Redshift"), athena::toString);
        assertTrue(athena.contains("ChangesRefresh") && !athena.contains("Hours"), athena::toString);
        var redshift = Deployed.REDSHIFT.stack().resources().keySet();
        assertTrue(redshift.contains("Redshift") && !redshift.contains("Athena"), redshift::toString);
        assertTrue(redshift.contains("HoursRefresh"), redshift::toString);
        var direct = Deployed.DIRECT.stack().resources().keySet();
        assertTrue(direct.contains("Hours"), direct::toString);
        assertFalse(direct.stream().anyMatch(name -> name.endsWith("Refresh")), direct::toString);
    }

    @ParameterizedTest
    @EnumSource
    void everyDatasetHasTheColumnsOfItsStatement(Deployed deployed) throws Exception {
        for (var dataSet : QuickSight.dataSets(deployed.stack()).entrySet()) {
            var sql = here(deployed, dataSet.getValue().sql());
            assertTrue(CCJSqlParserUtil.parse(sql) instanceof Select, sql);
            var expected = new LinkedHashMap<String, String>();
            marts.columns(sql).forEach((name, type) -> expected.put(name, QuickSight.type(type)));
            assertEquals(
                    List.copyOf(expected.entrySet()),
                    List.copyOf(dataSet.getValue().columns().entrySet()),
                    dataSet.getKey());
            assertFalse(marts.rows(sql).isEmpty(), dataSet.getKey() + " has no rows");
        }
    }

    private static String here(Deployed deployed, String sql) {
        return deployed == Deployed.REDSHIFT ? sql.replace("public.", "main.") : sql;
    }

    @Test
    void whatIsLowestAndWhatIsBackIsFound() throws Exception {
        var dataSets = QuickSight.dataSets(Deployed.DIRECT.stack());
        var lowest = marts.rows("SELECT DISTINCT source, sku, price FROM ("
                + dataSets.get("changes").sql() + ") WHERE lowest_ever = 1");
        assertEquals(List.of("acme|a|50.0000"), lowest);
        var back = marts.rows("SELECT source, sku, previous_availability, availability FROM ("
                + dataSets.get("availability").sql() + ") WHERE back_in_stock = 1");
        assertEquals(List.of("bolt|a|OutOfStock|InStock"), back);
    }

    /** What a reader chooses by it is one product, and the same one in all datasets. */
    @ParameterizedTest
    @EnumSource
    void aProductIsCalledTheSameEverywhereAndNoOtherIsCalledSo(Deployed deployed) throws Exception {
        var dataSets = QuickSight.dataSets(deployed.stack());
        var called = Stream.of("changes", "availability", "daily")
                .map(name -> "SELECT source, sku, product FROM ("
                        + here(deployed, dataSets.get(name).sql()) + ")")
                .collect(Collectors.joining(" UNION ALL "));
        assertEquals(
                List.of(),
                marts.rows("SELECT product FROM (" + called + ") GROUP BY product"
                        + " HAVING count(DISTINCT source) > 1 OR count(DISTINCT sku) > 1"));
        assertEquals(
                List.of(),
                marts.rows("SELECT source, sku FROM (" + called
                        + ") GROUP BY source, sku HAVING count(DISTINCT product) > 1"));
        assertTrue(marts.rows(called).contains("acme|b|acme, Pump of acme (b)"), called);
    }

    /** Of a product's day the dataset has one row for each currency, which a chart of it has to tell apart. */
    @Test
    void aProductsDayHasARowForEachCurrency() throws Exception {
        var daily = QuickSight.dataSets(Deployed.DIRECT.stack()).get("daily").sql();
        assertEquals(
                List.of(),
                marts.rows("SELECT product, day, currency FROM (" + daily + ") GROUP BY ALL HAVING count(*) > 1"));
        assertEquals(
                List.of("EUR", "USD"),
                marts.rows("SELECT DISTINCT currency FROM (" + daily
                        + ") WHERE product = 'acme, Pump of acme (c)' ORDER BY 1"));
    }

    @ParameterizedTest
    @EnumSource
    void theDefinitionNamesWhatIsThere(Deployed deployed) throws IOException {
        assertEquals(List.of(), definitionFaults(deployed.stack()));
    }

    private static List<String> definitionFaults(Stack stack) {
        var columns = new TreeMap<String, Map<String, String>>();
        QuickSight.dataSets(stack).forEach((name, dataSet) -> columns.put(name, dataSet.columns()));
        return QuickSightDefinition.faults(stack.resources().get("Dashboard").at("/Properties/Definition"), columns);
    }

    /** It stands in CloudFormation's way of including, which reads plain YAML alone. */
    @Test
    void theIncludedFileHasNoShortForms() throws IOException {
        var shortForms = Files.readAllLines(DEFINITION).stream()
                .filter(line -> !line.strip().startsWith("#"))
                .filter(line -> line.matches(".*[ \\[{,]![A-Z].*"))
                .toList();
        assertEquals(List.of(), shortForms);
    }

    /** Without quotes YAML takes it for no value at all. */
    @Test
    void theWordNullIsAText() throws IOException {
        var text = Files.readString(DEFINITION);
        assertTrue(text.contains("{ValueWhenUnsetOption: \"NULL\"}"), text);
        assertFalse(text.matches("(?s).*: *(NULL|null|~)\\b.*"), text);
    }

    @Test
    void everySheetThatTheReadmeNamesIsThere() throws IOException {
        var sheets = new ArrayList<String>();
        Deployed.REDSHIFT
                .stack()
                .resources()
                .get("Analysis")
                .at("/Properties/Definition/Sheets")
                .forEach(sheet -> sheets.add(sheet.path("Name").asText()));
        var readme = Files.readString(QuickSight.FOLDER.resolve("README.md"));
        var named = Pattern.compile("\\*\\*(\\w+)\\*\\*")
                .matcher(readme.substring(0, readme.indexOf("## Deploy")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(6, named.size());
        assertEquals(named, sheets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FieldId: url, Column: {DataSetIdentifier: changes, ColumnName: url} | FieldId: link, Column: {DataSetIdentifier: changes, ColumnName: link} | dataset changes has no column link
                    ColumnName: hours_since_look | ColumnName: hours_since | dataset freshness has no column hours_since
                    {newest_look} | {newest_page} | a calculated field has no column newest_page
                    Identifier: daily, DataSetArn | Identifier: days, DataSetArn | declared
                    VisualId: prices-rises | VisualId: prices-drops | visual prices-drops stands twice
                    FieldSort: {FieldId: since | FieldSort: {FieldId: til | visual prices-back is sorted by a field that it has not: til
                    FilterId: rises | FilterId: drops | filter drops stands twice
                    SourceFilterId: index-source | SourceFilterId: index | a control is for a filter that is not there: index
                    ParameterName: Product, Null | ParameterName: Products, Null | there is no parameter Products
                    [prices-back-count, prices-back] | [prices-back-count, prices-fore] | a filter is for a visual that is not there: prices-fore
                    ColumnIndex: 27 | ColumnIndex: 28 | prices-back-count ends behind the grid, in column 37
                    ColumnIndex: 18, RowIndex: 0, ColumnSpan: 9 | ColumnIndex: 17, RowIndex: 0, ColumnSpan: 9 | prices-lowest-count covers another visual
                    CategoricalMeasureField: {FieldId: sku, Column: {DataSetIdentifier: availability, ColumnName: sku} | CategoricalMeasureField: {FieldId: sku, Column: {DataSetIdentifier: availability, ColumnName: price} | CategoricalMeasureField takes no DECIMAL (price)
                    FieldId: currency, Column: {DataSetIdentifier: daily, ColumnName: currency} | FieldId: currency, Column: {DataSetIdentifier: daily, ColumnName: source} | visual product-history puts different currencies together in high_price
                    Column: {DataSetIdentifier: index, ColumnName: series} | Column: {DataSetIdentifier: index, ColumnName: source} | visual index-lines puts different indices together
                    ValueWhenUnset: | # ValueWhenUnset: | parameter Product says nothing of the time before a choice
                    Visibility: HIDDEN | Visibility: VISIBLE | product-choice offers all values at once
                    """)
    void whatIsWrongInADefinitionIsFound(String fine, String wrong, String said) throws IOException {
        var faults = definitionFaults(QuickSight.redshift(QuickSight.template(changed(fine, wrong))));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AggregationFunction: COUNT | AggregationFunktion: COUNT | AggregationFunktion
                    RelativeDateType: NEXT | RelativeDateType: COMING | RelativeDateType: does not have a value
                    ValueWhenUnsetOption: "NULL" | ValueWhenUnsetOption: NOTHING | ValueWhenUnsetOption: does not have a value
                    """)
    void whatTheSchemaHasNotIsFound(String fine, String wrong, String said) throws IOException {
        var faults = schemaFaults(QuickSight.redshift(QuickSight.template(changed(fine, wrong))));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    private static String changed(String fine, String wrong) throws IOException {
        var text = Files.readString(DEFINITION);
        assertTrue(text.contains(fine), fine);
        return text.replace(fine, wrong);
    }

    @Test
    void everySchemaIsOfAResourceThatTheTemplateHas() throws Exception {
        UnaryOperator<String> file = type -> type.toLowerCase(Locale.ROOT).replace("::", "-") + ".json.gz";
        var used = Deployed.REDSHIFT.stack().resources().values().stream()
                .map(resource -> file.apply(resource.path("Type").asText()))
                .collect(Collectors.toSet());
        try (var kept = Files.list(Path.of("src/test/resources/bi/schemas"))) {
            assertEquals(
                    used,
                    kept.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".gz"))
                            .collect(Collectors.toSet()));
        }
    }
}
