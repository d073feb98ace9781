package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of Power BI: their shape, and what they name, held against the marts. */
class PowerBiTest {
    private static final Path FOLDER = Path.of("bi/powerbi");
    private static final Pattern TYPED = Pattern.compile("\\{\"(\\w+)\", ([\\w.]+(?: \\w+)?)}");
    private static final Pattern REFERENCE = Pattern.compile("'(\\w+)'\\[([^]]+)]");
    private static final Pattern MEASURE = Pattern.compile("MEASURE '(\\w+)'\\[([^]]+)]");
    private static final Pattern AGGREGATED =
            Pattern.compile("(?:MIN|MAX|SUM|AVERAGE)\\('(\\w+)'\\[((?:\\w+_)?price|index_points)]");
    private static final Pattern ALONE = Pattern.compile("(?<!['\\w])\\[([^]]+)]");

    /** M's types to those of DuckDB that they hold. */
    private static final Map<String, Set<String>> TAKES = Map.of(
            "type text", Set.of("VARCHAR"),
            "Currency.Type", Set.of("DECIMAL"),
            "type number", Set.of("DOUBLE", "DECIMAL"),
            "Int64.Type", Set.of("INTEGER", "BIGINT", "HUGEINT", "DECIMAL(18,0)"),
            "type date", Set.of("DATE"),
            "type datetime", Set.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"));

    private static Marts marts;

    @BeforeAll
    static void open() throws SQLException {
        marts = new Marts();
    }

    @AfterAll
    static void close() throws SQLException {
        marts.close();
    }

    static List<Path> queries() throws IOException {
        return files("queries");
    }

    static List<Path> mFiles() throws IOException {
        var all = new ArrayList<>(files("queries"));
        all.addAll(files("warehouses"));
        return all;
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redshift, amazon-redshift, server database",
        "snowflake, snowflake, server warehouse",
        "mysql, mysql, server database",
        "athena, odbc, options"
    })
    void aConnectionIsOfTheShapeThatMicrosoftDocuments(String name, String protocol, String address)
            throws IOException {
        var file = Json.MAPPER.readTree(Files.readString(FOLDER.resolve(name + ".pbids")));
        assertEquals("0.1", file.path("version").asText());
        assertEquals(1, file.path("connections").size());
        var connection = file.path("connections").path(0);
        // DirectQuery works the marts out at each look, and Mart of Snowflake does not fold.
        assertEquals("Import", connection.path("mode").asText());
        assertEquals(protocol, connection.at("/details/protocol").asText());
        var keys = new ArrayList<String>();
        connection.at("/details/address").fieldNames().forEachRemaining(keys::add);
        assertEquals(List.of(address.split(" ")), keys);
        assertFalse(file.toString().toLowerCase(Locale.ROOT).contains("password"));
    }

    @ParameterizedTest
    @MethodSource("mFiles")
    void everyQueryIsBalanced(Path file) throws IOException {
        assertEquals(List.of(), mFaults(Files.readString(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let\n A = (1\nin\n A",
                "let\n A = \"b\nin\n A",
                "let\n A = {1]\nin\n A",
                "let\n A = 1",
                "let\n A = 1,\nin\n A",
                "let\n A = 1\nin\n B"
            })
    void whatIsNotBalancedIsFound(String m) {
        assertFalse(mFaults(m).isEmpty());
    }

    /** Brackets and texts that close, a let with its in, and the last step's name behind it. */
    private static List<String> mFaults(String m) {
        var faults = new ArrayList<String>();
        var code = m.replaceAll("//[^\\n]*", "").replaceAll("\"(?:[^\"]|\"\")*\"", "T");
        if (code.contains("\"")) {
            faults.add("a text is not closed");
        }
        var open = new ArrayList<Character>();
        for (var c : code.toCharArray()) {
            if ("([{".indexOf(c) >= 0) {
                open.add(")]}".charAt("([{".indexOf(c)));
            } else if (")]}".indexOf(c) >= 0 && (open.isEmpty() || open.remove(open.size() - 1) != c)) {
                faults.add("a bracket closes that was not open: " + c);
            }
        }
        if (!open.isEmpty()) {
            faults.add("brackets are not closed: " + open);
        }
        var body = Pattern.compile("(?s).*?\\blet\\b(.*)\\bin\\s+(\\w+)\\s*").matcher(code);
        if (!body.matches()) {
            faults.add("there is no let … in with the name of a step");
        } else {
            if (body.group(1).strip().endsWith(",")) {
                faults.add("a comma stands before in");
            }
            if (!Pattern.compile("\\b" + body.group(2) + "\\s*=")
                    .matcher(body.group(1))
                    .find()) {
                faults.add("no step is called " + body.group(2));
            }
        }
        return faults;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryNamesColumnsOfItsMartWithTheirTypes(Path file) throws Exception {
        var text = Files.readString(file);
        assertEquals(List.of(), columnFaults(text));
        var mart = file.getFileName().toString().replace(".m", "");
        assertTrue(text.contains("Mart(\"" + mart + "\")"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "low_price" | "lowest" | price_daily has no column lowest
                    {"day", type date} | {"day", type text} | price_daily.day is DATE, which type text does not hold
                    {"day", type date}, | '' | columns that are chosen and typed differ
                    """)
    void aQueryThatNamesSomethingElseIsFound(String fine, String wrong, String said) throws Exception {
        var text = Files.readString(FOLDER.resolve("queries/price_daily.m"));
        assertTrue(text.contains(fine), fine);
        var faults = columnFaults(text.replace(fine, wrong));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    private static List<String> columnFaults(String text) throws SQLException {
        var faults = new ArrayList<String>();
        var mart = text.replaceAll("(?s).*Mart\\(\"(\\w+)\"\\).*", "$1");
        var columns = marts.columns("SELECT * FROM " + mart);
        var typed = new LinkedHashMap<String, String>();
        TYPED.matcher(text).results().forEach(match -> typed.put(match.group(1), match.group(2)));
        typed.forEach((name, type) -> {
            var found = columns.get(name);
            if (found == null) {
                faults.add(mart + " has no column " + name);
            } else if (!TAKES.get(type).contains(found) && !TAKES.get(type).contains(found.replaceAll("\\(.*", ""))) {
                faults.add(mart + "." + name + " is " + found + ", which " + type + " does not hold");
            }
        });
        var chosen = Pattern.compile("\"(\\w+)\"")
                .matcher(text.substring(text.indexOf("SelectColumns"), text.indexOf("Typed")))
                .results()
                .map(match -> match.group(1))
                .toList();
        if (!chosen.equals(List.copyOf(typed.keySet()))) {
            faults.add("columns that are chosen and typed differ: " + chosen + ", " + typed.keySet());
        }
        return faults;
    }

    @Test
    void measuresNameWhatTheQueriesHave() throws IOException {
        assertEquals(List.of(), measureFaults(Files.readString(FOLDER.resolve("measures.dax"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'price_changes'[change_percent] | 'price_changes'[change] | there is no 'price_changes'[change]
                    "Products", [Products] | "Products", [Product] | there is no measure [Product]
                    MIN('price_changes' | MIN(('price_changes' | brackets
                    HASONEVALUE('price_daily'[currency]) | NOT ISBLANK('price_daily'[currency]) | Lowest price of all time puts each currency together
                    HASONEVALUE('price_index'[source]) && | '' | Index points puts each source together
                    , 'price_daily'[day] = newest) | ) | Products at their lowest does not look at the newest day
                    """)
    void aMeasureOfSomethingElseIsFound(String fine, String wrong, String said) throws IOException {
        var text = Files.readString(FOLDER.resolve("measures.dax"));
        assertTrue(text.contains(fine), fine);
        var faults = measureFaults(text.replace(fine, wrong));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(said)), faults::toString);
    }

    /** An amount is of one currency, the points of an index of one source too; what is newest is held against what ever was. */
    private static List<String> mixed(String measure) {
        var faults = new ArrayList<String>();
        var name = measure.replaceAll("(?s)'\\w+'\\[([^]]+)].*", "$1");
        var body = measure.substring(measure.indexOf('='));
        AGGREGATED.matcher(body).results().forEach(match -> {
            for (var column :
                    match.group(2).equals("index_points") ? List.of("source", "currency") : List.of("currency")) {
                var reference = "'" + match.group(1) + "'[" + column + "]";
                if (!body.contains("HASONEVALUE(" + reference + ")")
                        && !body.matches("(?s).*SUMMARIZE\\([^)]*" + Pattern.quote(reference) + ".*")) {
                    faults.add(name + " puts each " + column + " together");
                }
            }
        });
        if (body.contains("= [Lowest price of all time]")
                && !(body.contains("VAR newest = CALCULATE(MAX('price_daily'[day]))")
                        && body.contains("'price_daily'[day] = newest) = [Lowest price of all time]"))) {
            faults.add(name + " does not look at the newest day");
        }
        return faults;
    }

    @Test
    void theReadmeNamesTheOnlyTableWithoutMeasures() throws IOException {
        var named = REFERENCE
                .matcher(Files.readString(FOLDER.resolve("measures.dax")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        var others = queries().stream()
                .map(query -> query.getFileName().toString().replace(".m", ""))
                .filter(name -> !named.contains(name))
                .toList();
        assertEquals(List.of("rebalancing_hints"), others);
        assertTrue(Files.readString(FOLDER.resolve("README.md")).contains("all tables but `rebalancing_hints`"));
    }

    /** As aws/README.md calls the stack, after which aws/redshift.yaml calls the workgroup, whose name the host begins with. */
    @Test
    void redshiftsHostIsThatOfTheTemplate() throws IOException {
        assertTrue(Files.readString(Path.of("aws/README.md"))
                .contains("--stack-name millrace-redshift --template-file aws/redshift.yaml"));
        assertTrue(Files.readString(Path.of("aws/redshift.yaml")).contains("WorkgroupName: !Ref AWS::StackName"));
        var host = Pattern.compile("[\\w-]+\\.\\d{12}\\.[\\w-]+\\.redshift-serverless\\.amazonaws\\.com");
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("bi"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                host.matcher(Files.readString(file)).results().forEach(match -> named.add(match.group()));
            }
        }
        assertEquals(Set.of("millrace-redshift.111122223333.eu-central-1.redshift-serverless.amazonaws.com"), named);
    }

    private static List<String> measureFaults(String text) throws IOException {
        var faults = new ArrayList<String>();
        var code = text.replaceAll("//[^\\n]*", "");
        var tables = new TreeMap<String, Set<String>>();
        for (var query : queries()) {
            tables.put(
                    query.getFileName().toString().replace(".m", ""),
                    TYPED.matcher(Files.readString(query))
                            .results()
                            .map(match -> match.group(1))
                            .collect(Collectors.toSet()));
        }
        var measures =
                MEASURE.matcher(code).results().map(match -> match.group(2)).collect(Collectors.toSet());
        REFERENCE.matcher(code).results().forEach(match -> {
            if (!tables.getOrDefault(match.group(1), Set.of()).contains(match.group(2))
                    && !measures.contains(match.group(2))) {
                faults.add("there is no " + match.group());
            }
        });
        ALONE.matcher(code.replaceAll("'\\w+'\\[[^]]+]", "").replaceAll("\"[^\"]*\"", ""))
                .results()
                .forEach(match -> {
                    if (!measures.contains(match.group(1))) {
                        faults.add("there is no measure " + match.group());
                    }
                });
        Stream.of(code.split("MEASURE ")).skip(1).forEach(measure -> faults.addAll(mixed(measure)));
        var depth = code.chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum();
        if (depth != 0) {
            faults.add("brackets are not closed: " + depth);
        }
        return faults;
    }
}
