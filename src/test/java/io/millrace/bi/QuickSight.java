package io.millrace.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.aws.Stack;
import io.millrace.aws.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The template of {@code bi/quicksight} with its definition put in, as CloudFormation has it once it is packaged. */
final class QuickSight {
    static final Path FOLDER = Path.of("bi/quicksight");

    private static final Map<String, String> GIVEN =
            Map.of("Owner", "arn:aws:quicksight:eu-central-1:111122223333:user/default/analyst");

    private QuickSight() {}

    static JsonNode template() throws IOException {
        return template(Files.readString(FOLDER.resolve("definition.yaml")));
    }

    static JsonNode template(String definition) throws IOException {
        var template = Templates.read("quicksight.yaml", Files.readString(FOLDER.resolve("quicksight.yaml")));
        for (var resource : template.path("Resources")) {
            var properties = (ObjectNode) resource.path("Properties");
            var include = properties.at("/Definition/Fn::Transform");
            if (!include.isMissingNode()) {
                if (!include.toString()
                        .equals("{\"Name\":\"AWS::Include\",\"Parameters\":{\"Location\":\"definition.yaml\"}}")) {
                    throw new IllegalStateException("what is included is not known here: " + include);
                }
                properties.set("Definition", Templates.read("definition.yaml", definition));
            }
        }
        return template;
    }

    /** Over Athena, with defaults. */
    static Stack athena(JsonNode template) {
        return new Stack("millrace-bi", template, GIVEN, Map.of());
    }

    /** Over Redshift, with everything switched the other way round. */
    static Stack redshift(JsonNode template) {
        var parameters = new TreeMap<>(GIVEN);
        parameters.putAll(Map.of(
                "Warehouse", "redshift",
                "Schema", "public",
                "Host", "millrace-redshift.111122223333.eu-central-1.redshift-serverless.amazonaws.com",
                "SecretArn", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:millrace-reader-AbCdEf",
                "VpcConnectionArn", "arn:aws:quicksight:eu-central-1:111122223333:vpcConnection/millrace",
                "Reader", "arn:aws:quicksight:eu-central-1:111122223333:namespace/default",
                "Cities", "true"));
        return new Stack("millrace-bi", template, parameters, Map.of());
    }

    /** The same without a copy. */
    static Stack direct(JsonNode template) {
        var parameters = new TreeMap<>(GIVEN);
        parameters.putAll(Map.of("ImportMode", "DIRECT_QUERY", "Cities", "true"));
        return new Stack("millrace-bi", template, parameters, Map.of());
    }

    /** A dataset's statement and columns. */
    record DataSet(String sql, Map<String, String> columns) {}

    /** The datasets of a stack by the names under which the definition knows them. */
    static Map<String, DataSet> dataSets(Stack stack) {
        var dataSets = new TreeMap<String, DataSet>();
        stack.resources().values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::QuickSight::DataSet"))
                .flatMap(resource -> resource.at("/Properties/PhysicalTableMap").properties().stream())
                .forEach(table -> {
                    var sql = table.getValue().path("CustomSql");
                    var columns = new LinkedHashMap<String, String>();
                    StreamSupport.stream(sql.path("Columns").spliterator(), false)
                            .forEach(column -> columns.put(
                                    column.path("Name").asText(),
                                    column.path("Type").asText()));
                    dataSets.put(
                            table.getKey(), new DataSet(sql.path("SqlQuery").asText(), columns));
                });
        return dataSets;
    }

    /** What QuickSight calls DuckDB's types. */
    static String type(String duckDb) {
        var type = duckDb.replaceAll("\\(.*", "");
        return switch (type) {
            case "VARCHAR" -> "STRING";
            case "INTEGER", "BIGINT", "HUGEINT" -> "INTEGER";
            case "DECIMAL", "DOUBLE" -> "DECIMAL";
            case "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> "DATETIME";
            default -> throw new IllegalArgumentException("QuickSight has no type for " + duckDb);
        };
    }
}
