package io.millrace.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.SQLException;
import java.util.Map;

/**
 * The dashboard's addresses under {@code /api}: request parameters in, JSON out. Thread-safe.
 *
 * <p>Parameters come as a map of text, other entries are left alone. An {@link IllegalArgumentException} says what is
 * wrong with a parameter.
 */
public final class DashboardApi {
    private static final int USUAL_PRODUCTS = 100;
    private static final int USUAL_OBSERVATIONS = 2_000;
    private static final int USUAL_CHANGES = 12;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final DashboardQueries queries;

    /** The addresses over these queries. */
    public DashboardApi(DashboardQueries queries) {
        this.queries = queries;
    }

    /** {@code /api/prices?search=&limit=&offset=}: a {@link PriceList}. */
    public String prices(Map<String, Object> parameters) throws SQLException {
        return json(queries.latest(
                text(parameters, "search"),
                number(parameters, "limit", USUAL_PRODUCTS),
                number(parameters, "offset", 0)));
    }

    /** {@code /api/history?source=&sku=&limit=}: a {@link ProductHistory}. */
    public String history(Map<String, Object> parameters) throws SQLException {
        return json(queries.history(
                required(parameters, "source"),
                required(parameters, "sku"),
                number(parameters, "limit", USUAL_OBSERVATIONS)));
    }

    /** {@code /api/changes?limit=}: the {@link PriceChanges}. */
    public String changes(Map<String, Object> parameters) throws SQLException {
        return json(queries.changes(number(parameters, "limit", USUAL_CHANGES)));
    }

    /** {@code /api/cities}: the {@link CityList}. */
    public String cities() throws SQLException {
        return json(queries.cities());
    }

    /** {@code /api/cities/<city>}: a {@link CityOutlook}. */
    public String city(Map<String, Object> parameters) throws SQLException {
        return json(queries.city(text(parameters, "city")));
    }

    /** An error as the page expects it: {@code {"error": "…"}}. */
    public String error(String message) {
        return json(Map.of("error", message));
    }

    private static String text(Map<String, Object> parameters, String name) {
        var value = parameters.get(name);
        return value == null ? "" : value.toString();
    }

    private static String required(Map<String, Object> parameters, String name) {
        var value = text(parameters, name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the parameter '" + name + "' is missing: give ?source=…&sku=…");
        }
        return value;
    }

    private static int number(Map<String, Object> parameters, String name, int usual) {
        var value = text(parameters, name).strip();
        if (value.isEmpty()) {
            return usual;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter '" + name + "' is '" + value + "': give a whole number", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
