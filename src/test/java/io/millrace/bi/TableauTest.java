package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The data sources of Tableau: well-formed, and held against the marts and each other. */
class TableauTest {
    private static final Path FOLDER = Path.of("bi/tableau");
    private static final List<String> WAREHOUSES = List.of("athena", "mysql", "redshift", "snowflake");

    /** Tableau's types to DuckDB's. */
    private static final Map<String, Set<String>> TAKES = Map.of(
            "string", Set.of("VARCHAR"),
            "real", Set.of("DECIMAL", "DOUBLE"),
            "integer", Set.of("INTEGER", "BIGINT", "HUGEINT", "DECIMAL(18,0)"),
            "date", Set.of("DATE"),
            "datetime", Set.of("TIMESTAMP", "TIMESTAMP WITH TIME ZONE"));

    private static Marts marts;

    @BeforeAll
    static void open() throws SQLException {
        marts = new Marts();
    }

    @AfterAll
    static void close() throws SQLException {
        marts.close();
    }

    static List<Path> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".tds"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSourceNamesColumnsOfItsMartWithTheirTypes(Path file) throws Exception {
        assertEquals(List.of(), faults(file.getParent().getFileName().toString(), Files.readString(file)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name='[DAY]' | name='[DATE]' | price_daily has no column date
                    datatype='date' | datatype='string' | day is DATE, which string does not hold
                    role='dimension' type='ordinal' | role='measure' type='ordinal' | day is a measure, but not quantitative
                    <field>[SKU]</field> | <field>[CODE]</field> | a hierarchy has no field [CODE]
                    username='' | username='ana' | a login is kept: ana
                    [PUBLIC].[PRICE_DAILY] | [PUBLIC].[PRICES_DAILY] | prices_daily
                    caption='Day' | caption='Sku' | the caption Sku stands twice
                    class='snowflake' | class='mysql' | the connection is of mysql
                    """)
    void aSourceThatNamesSomethingElseIsFound(String fine, String wrong, String said) throws Exception {
        var text = Files.readString(FOLDER.resolve("snowflake/price_daily.tds"));
        assertTrue(text.contains(fine), fine);
        var faults = faults("snowflake", text.replace(fine, wrong));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    /** Tableau aggregates whatever it draws, and a file of this kind cannot hold it to one currency. */
    @ParameterizedTest
    @MethodSource("files")
    void whereAmountsAreOfManyCurrenciesTheReadmeSaysSo(Path file) throws Exception {
        var columns = all(parsed(Files.readString(file)), "column");
        var hasAmounts = columns.stream()
                .filter(column -> column.getAttribute("role").equals("measure"))
                .anyMatch(column ->
                        column.getAttribute("name").toLowerCase(Locale.ROOT).matches("\\[(\\w+_)?price]"));
        var mart = file.getFileName().toString().replace(".tds", "");
        var said = Files.readAllLines(FOLDER.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| `" + mart + "` |"))
                .toList();
        assertEquals(1, said.size(), mart);
        assertEquals(hasAmounts, said.get(0).contains("filter `currency` to one"), said.get(0));
    }

    @Test
    void everyWarehouseHasTheSameSources() throws Exception {
        for (var file : files()) {
            for (var warehouse : WAREHOUSES) {
                var twin = FOLDER.resolve(warehouse).resolve(file.getFileName());
                assertTrue(Files.exists(twin), twin::toString);
                assertEquals(columnsAlone(file), columnsAlone(twin), twin.toString());
            }
        }
        assertEquals(8 * WAREHOUSES.size(), files().size());
    }

    /** What does not depend on the warehouse. */
    private static List<String> columnsAlone(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("<column") || line.contains("<drill-path") || line.contains("<field>"))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> faults(String warehouse, String text) throws Exception {
        var faults = new ArrayList<String>();
        var source = parsed(text);
        assertEquals("datasource", source.getTagName());
        var connection = one(source, "named-connection/connection");
        expect(
                connection.getAttribute("class").equals(warehouse),
                "the connection is of " + connection.getAttribute("class"),
                faults);
        for (var secret : List.of("username", "password")) {
            expect(
                    connection.getAttribute(secret).isEmpty(),
                    "a login is kept: " + connection.getAttribute(secret),
                    faults);
        }
        var named = one(source, "named-connection").getAttribute("name");
        var relation = one(source, "relation");
        expect(
                relation.getAttribute("connection").equals(named),
                "no connection is called " + relation.getAttribute("connection"),
                faults);
        var mart = relation.getAttribute("name").toLowerCase(Locale.ROOT);
        var table = relation.getAttribute("table").toLowerCase(Locale.ROOT);
        expect(table.endsWith("[" + mart + "]"), table + " is not the table of " + mart, faults);
        expect(source.getAttribute("formatted-name").equals("millrace_" + mart), "the name is another's", faults);
        columns(source, mart, faults);
        return faults;
    }

    private static void columns(Element source, String mart, List<String> faults) throws SQLException {
        var there = marts.columns("SELECT * FROM " + mart);
        var captions = new HashSet<String>();
        var names = new HashSet<String>();
        for (var column : all(source, "column")) {
            var name = column.getAttribute("name").replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
            names.add(column.getAttribute("name"));
            expect(
                    captions.add(column.getAttribute("caption")),
                    "the caption " + column.getAttribute("caption") + " stands twice",
                    faults);
            var type = column.getAttribute("datatype");
            var found = there.get(name);
            if (found == null) {
                faults.add(mart + " has no column " + name);
                continue;
            }
            expect(
                    TAKES.get(type).contains(found) || TAKES.get(type).contains(found.replaceAll("\\(.*", "")),
                    name + " is " + found + ", which " + type + " does not hold",
                    faults);
            var isMeasure = column.getAttribute("role").equals("measure");
            expect(
                    !isMeasure || column.getAttribute("type").equals("quantitative"),
                    name + " is a measure, but not quantitative",
                    faults);
            expect(
                    isMeasure == column.hasAttribute("aggregation"),
                    name + " is aggregated, or not, by its role",
                    faults);
            expect(
                    Set.of("nominal", "ordinal", "quantitative").contains(column.getAttribute("type")),
                    name + " is of no kind that Tableau knows",
                    faults);
        }
        expect(!names.isEmpty(), "there are no columns", faults);
        for (var field : all(source, "field")) {
            expect(
                    names.contains(field.getTextContent()),
                    "a hierarchy has no field " + field.getTextContent(),
                    faults);
        }
    }

    @Test
    void whatIsNotWellFormedIsNoSource() {
        assertThrows(SAXException.class, () -> parsed("<datasource><column></datasource>"));
    }

    private static void expect(boolean holds, String otherwise, List<String> faults) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    private static Element parsed(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    /** The only element under a path of names. */
    private static Element one(Element under, String path) {
        var at = under;
        for (var name : path.split("/")) {
            var found = all(at, name);
            assertEquals(1, found.size(), name);
            at = found.get(0);
        }
        return at;
    }

    private static List<Element> all(Element under, String name) {
        var found = new ArrayList<Element>();
        var nodes = under.getElementsByTagName(name);
        for (var i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
