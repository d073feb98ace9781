package io.millrace.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The dashboard's addresses under {@code /api}: request parameters in, JSON out. Thread-safe.
 *
 * <p>Parameters come as a map of text, other entries are left alone. An {@link IllegalArgumentException} says what is
 * wrong with a parameter. Nothing is answered without a bound on its size and on the time that it may take.
 */
public final class DashboardApi {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final int PATIENCE_SECONDS = 10;

    private final Dashboard dashboard;
    private final PriceHistory history;
    private final CityQueries cities;
    private final Downloads downloads;
    /** A history of 100,000 looks takes some 20 MB until it is written. */
    private final Semaphore histories = new Semaphore(2);

    /** The addresses over what a dashboard shows. */
    public DashboardApi(Dashboard dashboard) {
        this.dashboard = dashboard;
        this.history = new PriceHistory(dashboard.warehouse());
        this.cities = new CityQueries(dashboard.warehouse(), dashboard.clock());
        this.downloads = new Downloads(dashboard);
    }

    /** {@code /api/state}: a {@link State}. */
    public byte[] state() throws SQLException {
        return json(State.of(dashboard));
    }

    /** {@code /api/overview?window=&source=}: an {@link Overview}. */
    public byte[] overview(Map<String, Object> parameters) throws SQLException {
        try (var connection = dashboard.read()) {
            return json(Overview.of(connection, new Parameters(parameters), dashboard.now()));
        }
    }

    /** {@code /api/index}: the {@link PriceIndex}. */
    public byte[] index() {
        return json(dashboard.priceIndex());
    }

    /** {@code /api/position?limit=}: the {@link Position}. */
    public byte[] position(Map<String, Object> parameters) throws SQLException {
        try (var connection = dashboard.read()) {
            return json(Position.of(
                    connection, new Parameters(parameters).number("limit", Position.USUAL, 1, Position.MOST)));
        }
    }

    /** {@code /api/products?search=&source=&stock=&currency=&moved=&window=&sort=&order=&limit=&offset=}. */
    public byte[] products(Map<String, Object> parameters) throws SQLException {
        return json(new ProductQueries(dashboard.digest()).list(new Parameters(parameters), dashboard.now()));
    }

    /** {@code /api/product?source=&sku=}. */
    public byte[] product(Map<String, Object> parameters) throws SQLException {
        return json(new ProductQueries(dashboard.digest()).one(new Parameters(parameters)));
    }

    /** {@code /api/history?source=&sku=&from=&to=&points=}: a {@link PriceHistory}. */
    public byte[] history(Map<String, Object> parameters) throws SQLException {
        try {
            if (!histories.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException("several histories are being read now: ask again in a while");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("Millrace is stopping");
        }
        try {
            return history.of(new Parameters(parameters));
        } finally {
            histories.release();
        }
    }

    /** {@code /api/observations?source=&sku=&limit=&offset=}: an {@link ObservationList}. */
    public byte[] observations(Map<String, Object> parameters) throws SQLException {
        return json(ObservationList.of(
                dashboard.warehouse(), new ProductQueries(dashboard.digest()), new Parameters(parameters)));
    }

    /** {@code /api/sources}: the {@link SourceList}. */
    public byte[] sources() throws SQLException {
        try (var connection = dashboard.read()) {
            return json(SourceList.of(connection, dashboard.sources()));
        }
    }

    /** {@code /api/cities}: the {@link CityList}. */
    public byte[] cities() throws SQLException {
        return json(cities.all());
    }

    /** {@code /api/cities/<city>}: a {@link CityOutlook}. */
    public byte[] city(Map<String, Object> parameters) throws SQLException {
        return json(cities.one(new Parameters(parameters).text("city")));
    }

    /** {@code /api/download?format=csv|parquet&spreadsheet=} with {@code source} and {@code sku}, or with the filter of {@code products}. */
    public Download download(Map<String, Object> parameters) throws SQLException, IOException {
        return downloads.of(new Parameters(parameters));
    }

    /** An error as the page expects it: {@code {"error": "…"}}. */
    public byte[] error(String message) {
        return json(Map.of("error", String.valueOf(message)));
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
