package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.warehouse.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.paginators.GetQueryResultsIterable;

/** A question to Amazon Athena, by the route {@code query-athena}. */
public final class AthenaQuery {
    /** More nobody reads; the whole answer lies in Athena's output location. */
    static final int MOST_ROWS = 10_000;

    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "integer", "int", "bigint", "float", "real", "double", "decimal");

    private AthenaQuery() {}

    /**
     * The answer to a statement; what is wrong with it is part of the answer.
     *
     * @throws UsageException if the target is not AWS
     */
    public static Query.Result ask(Settings settings, String sql) {
        if (settings.target() != Target.AWS) {
            throw new UsageException(
                    "Athena reads a lake on AWS, and target is local: set target: aws, or ask without --athena");
        }
        try (var client = AthenaClient.builder()
                .region(Region.of(settings.aws().region()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            return ask(settings, client, sql);
        }
    }

    static Query.Result ask(Settings settings, AthenaClient client, String sql) {
        var beans = Map.of("athenaClient", client, "athenaQuery", new AthenaQuery());
        try (var routes = new FewRoutes(settings, List.of("query-athena"), beans)) {
            return result((GetQueryResultsIterable) routes.ask("direct:query-athena", sql));
        } catch (AthenaException e) {
            return new Query.Result(List.of(), List.of(), e.awsErrorDetails().errorMessage());
        } catch (FailedQueryException e) {
            return new Query.Result(List.of(), List.of(), e.getMessage());
        }
    }

    /** A statement that did not come through. */
    static final class FailedQueryException extends RuntimeException {
        FailedQueryException(String message) {
            super(message);
        }
    }

    /**
     * Does nothing if a query has succeeded.
     *
     * @throws FailedQueryException otherwise, with Athena's reason
     */
    public void expectSuccess(GetQueryExecutionResponse answer) {
        var query = answer.queryExecution();
        var state = query.status().state();
        if (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING) {
            throw new FailedQueryException("query " + query.queryExecutionId() + " is " + state
                    + " after athena.limit, and goes on in Athena: look there, or raise athena.limit");
        }
        if (state != QueryExecutionState.SUCCEEDED) {
            throw new FailedQueryException("query " + query.queryExecutionId() + " " + state + ": "
                    + query.status().stateChangeReason());
        }
    }

    private static Query.Result result(GetQueryResultsIterable pages) {
        List<ColumnInfo> columns = List.of();
        List<List<Object>> rows = new ArrayList<>();
        for (var page : pages) {
            var first = columns.isEmpty();
            columns = page.resultSet().resultSetMetadata().columnInfo();
            for (var row : page.resultSet().rows()) {
                if (rows.size() < MOST_ROWS && !(first && isHeader(row, columns))) {
                    rows.add(values(row, columns));
                }
                first = false;
            }
            if (rows.size() == MOST_ROWS) {
                break;
            }
        }
        return new Query.Result(columns.stream().map(ColumnInfo::name).toList(), rows, null);
    }

    /** The first row of a SELECT has the names; that of other statements is one of the answer. */
    private static boolean isHeader(Row row, List<ColumnInfo> columns) {
        return row.data().stream()
                .map(Datum::varCharValue)
                .toList()
                .equals(columns.stream().map(ColumnInfo::name).toList());
    }

    private static List<Object> values(Row row, List<ColumnInfo> columns) {
        var values = new ArrayList<Object>();
        for (var i = 0; i < columns.size(); i++) {
            var text = i < row.data().size() ? row.data().get(i).varCharValue() : null;
            values.add(text != null && NUMBERS.contains(columns.get(i).type()) ? number(text) : text);
        }
        return values;
    }

    /** NaN and Infinity are none. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
