package io.millrace.cli;

import io.millrace.dataset.Json;
import io.millrace.run.AthenaQuery;
import io.millrace.run.Inquiry;
import io.millrace.warehouse.Query;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace query}: reads the local warehouse, or the lake by Athena. */
@Command(
        name = "query",
        header = "Reads the local warehouse, also while a pipeline runs on it.",
        description = "Tables: prices, millrace_loads. Views: last_price, price_changes, price_daily, price_index,"
                + " availability_history, price_position. By Athena: what ./millrace ddl athena prints.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class QueryCommand implements Callable<Integer> {
    private static final int WIDEST = 60;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "SELECT", description = "One SQL statement that reads.")
    private String sql;

    @Option(names = "--json", description = "One JSON object a row.")
    private boolean json;

    @Option(names = "--csv", description = "CSV with a header row.")
    private boolean csv;

    @Option(
            names = "--athena",
            description =
                    "Ask Amazon Athena, over the lake on AWS, in place of the local warehouse (athena.workgroup).")
    private boolean athena;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.settingsWithoutWarehouses();
        var result = athena ? AthenaQuery.ask(settings, sql) : Inquiry.query(settings, sql);
        var out = spec.commandLine().getOut();
        if (result.error() != null) {
            spec.commandLine().getErr().println(result.error());
            return 2;
        }
        if (json) {
            printJson(result, out);
        } else if (csv) {
            try (var printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
                printer.printRecord(result.columns());
                printer.printRecords(result.rows());
            }
        } else {
            printTable(result, out);
        }
        out.flush();
        return 0;
    }

    private static void printJson(Query.Result result, PrintWriter out) {
        for (var row : result.rows()) {
            var object = new LinkedHashMap<String, Object>();
            for (var i = 0; i < row.size(); i++) {
                object.put(result.columns().get(i), row.get(i));
            }
            out.println(new String(Json.bytes(object), StandardCharsets.UTF_8));
        }
    }

    private static void printTable(Query.Result result, PrintWriter out) {
        var widths = new int[result.columns().size()];
        for (var i = 0; i < widths.length; i++) {
            widths[i] = result.columns().get(i).length();
            for (var row : result.rows()) {
                widths[i] = Math.max(widths[i], cell(row.get(i)).length());
            }
        }
        printRow(result.columns(), widths, out);
        var rule = new StringBuilder();
        for (var width : widths) {
            rule.append("-".repeat(width)).append("  ");
        }
        out.println(rule.toString().stripTrailing());
        result.rows().forEach(row -> printRow(row, widths, out));
        out.println(result.rows().size() + (result.rows().size() == 1 ? " row" : " rows"));
    }

    private static void printRow(List<?> cells, int[] widths, PrintWriter out) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var cell = cell(cells.get(i));
            var pad = " ".repeat(widths[i] - cell.length());
            line.append(cells.get(i) instanceof Number ? pad + cell : cell + pad)
                    .append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    /** A value on one line, without control characters: what was scraped must not steer a terminal. */
    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        var text = value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
    }
}
