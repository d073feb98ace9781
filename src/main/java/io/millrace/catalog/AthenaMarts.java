package io.millrace.catalog;

import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The marts as views of Athena: the statements that every warehouse reads, over the views that keep one row per key. What a
 * warehouse keeps in the table {@code signal_parameters} is a view with one row there.
 */
final class AthenaMarts {
    private static final String PRICES = "prices";

    /** What the marts of cities are made of, in the order in which one needs the other. */
    private static final List<String> CITIES = List.of("populations", "elevations", "weather", "flights", "calendar");

    /** Tables that those read beside. */
    private static final Set<String> BESIDE = Set.of("city_airports", "flight_windows");

    /** As in every warehouse: days for which a price that is not seen counts as unchanged. */
    private static final int CARRIED_DAYS = 14;

    /** And days by which an offer may be behind the newest look of all. */
    private static final int RECENT_DAYS = 2;

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z-]+)}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
    private static final Pattern VIEW = Pattern.compile("CREATE OR REPLACE VIEW ([a-z_]+)");
    private static final Pattern READ = Pattern.compile("\\b(VIEW|FROM|JOIN) ([a-z_]+)\\b");

    private final String database;
    private final Map<String, Dataset> datasets;

    AthenaMarts(String database, List<Dataset> datasets) {
        this.database = database;
        this.datasets = new TreeMap<>(datasets.stream().collect(Collectors.toMap(Dataset::name, Function.identity())));
    }

    /** Statements in the order in which they are run; none of what has no table. */
    List<String> views() {
        var statements = new ArrayList<String>();
        if (datasets.containsKey(PRICES)) {
            statements.addAll(read("/sql/common/views-prices.sql"));
        }
        if (datasets.keySet().containsAll(BESIDE) && datasets.keySet().containsAll(CITIES)) {
            statements.addAll(read("/athena/signal-parameters.sql"));
            read("/sql/common/views-cities.sql").stream()
                    .filter(statement -> VIEW.matcher(statement).find())
                    .forEach(statements::add);
            CITIES.forEach(name -> statements.addAll(read("/sql/common/views-" + name + ".sql")));
        }
        var views = statements.stream()
                .flatMap(statement -> VIEW.matcher(statement).results().map(match -> match.group(1)))
                .collect(Collectors.toSet());
        return statements.stream()
                .map(statement -> filled(qualified(statement, views)))
                .toList();
    }

    /** Each view and each table under its whole name, a table as the view with one row per key. */
    private String qualified(String statement, Set<String> views) {
        return READ.matcher(statement).replaceAll(match -> {
            var name = match.group(2);
            return match.group(1) + " "
                    + (views.contains(name) ? database + "." + name : datasets.containsKey(name) ? latest(name) : name);
        });
    }

    private String latest(String dataset) {
        return database + ".\"" + dataset + "_latest\"";
    }

    private String filled(String statement) {
        return NAME.matcher(statement).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
    }

    private String value(String name) {
        return switch (name) {
            case "database" -> database;
            case "view-options" -> "";
            case "double" -> "double";
            case "target" -> latest(PRICES);
            case "columns" ->
                datasets.get(PRICES).columns().stream()
                        .map(column -> '"' + column.name() + '"')
                        .collect(Collectors.joining(", "));
            case "same-currency" -> "previous_currency IS NOT DISTINCT FROM currency";
            case "observed-day" -> "CAST(observed_at AS date)";
            case "newest-day" -> "CAST(max(observed_at) AS date)";
            case "carried-from-day" -> later("day", CARRIED_DAYS);
            case "carried-from-previous-day" -> later("previous_day", CARRIED_DAYS);
            case "recent-from-day" -> later("day", RECENT_DAYS);
            case "label-our-sku" -> "json_extract_scalar(p.labels, '$.our_sku')";
            case "label-own" -> "json_extract_scalar(p.labels, '$.own')";
            case "now-second" -> "CAST(floor(to_unixtime(current_timestamp)) AS bigint)";
            case "as-of-time" -> time("s.as_of");
            case "past-time" -> time("s.as_of - s.past_hours * 3600");
            case "arrives-second" -> second("f.arrives_at");
            case "planned-second" -> second("coalesce(f.scheduled_at, f.arrives_at)");
            case "from-second" -> second("w.from_at");
            case "to-second" -> second("w.to_at");
            case "valid-second" -> second("w.valid_at");
            case "forecast-second" -> second("v.issued_at");
            case "to-hours" -> text("to_hours", 0);
            case "from-hours" -> text("from_hours", 0);
            case "rain-mm" -> text("precipitation_mm", 1);
            case "snow-mm" -> text("snow_mm", 1);
            case "felt-c" -> text("felt_c", 0);
            case "wind-ms" -> text("wind_ms", 0);
            case "hilliness-text" -> text("hilliness", 2);
            case "seats-text" -> text("seats", 0);
            case "low-cost-text" -> text("low_cost_seats", 0);
            default ->
                throw new IllegalStateException("a view asks for ${" + name + "}, which Athena has no words for");
        };
    }

    /** A date and an interval of days are a date in Athena already; elsewhere the cast makes one of the time. */
    private static String later(String day, int days) {
        return "CAST(" + day + " + INTERVAL '" + days + "' DAY AS date)";
    }

    /** Times of the tables are UTC without saying so. */
    private static String second(String time) {
        return "CAST(floor(to_unixtime(with_timezone(" + time + ", 'UTC'))) AS bigint)";
    }

    private static String time(String seconds) {
        return "CAST(from_unixtime(" + seconds + ") AT TIME ZONE 'UTC' AS timestamp)";
    }

    private static String text(String number, int digits) {
        return "CAST(CAST(" + number + " AS DECIMAL(12, " + digits + ")) AS varchar)";
    }

    private static List<String> read(String path) {
        try (var in = AthenaMarts.class.getResourceAsStream(path)) {
            var text = COMMENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll("");
            return Stream.of(text.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read from the jar", e);
        }
    }
}
