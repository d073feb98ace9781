package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.References;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.testing.Golden;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements as a person would run them, against files that were read with Snowflake's documentation beside them. */
class SnowflakeSqlTest {
    private static final Dataset PRICES = Datasets.load(Optional.empty()).all().get(0);

    private static SnowflakeOptions options(SnowflakeOptions.Loads loads, String integration) {
        return new SnowflakeOptions(
                loads, integration, "my-lake", "PRICES", "PUBLIC", "LOADER", "LOADING", Duration.ofMinutes(15));
    }

    /** How the warehouse may be configured, by name. */
    private static Map<String, Warehouse> warehouses() {
        var warehouses = new LinkedHashMap<String, Warehouse>();
        warehouses.put("upload", Snowflake.warehouse("cloud", options(SnowflakeOptions.Loads.HERE, ""), null));
        for (var loads : SnowflakeOptions.Loads.values()) {
            warehouses.put(
                    loads.name().toLowerCase(Locale.ROOT), Snowflake.warehouse("cloud", options(loads, "LAKE"), null));
        }
        return warehouses;
    }

    private static Set<String> names() {
        return warehouses().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void tablesAndViewsAreTheSameHoweverItIsLoaded(String name) throws IOException {
        Golden.expect("snowflake-tables.sql", warehouses().get(name).ddl(List.of(PRICES)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsRunOnceBesideThem(String name) throws IOException {
        var warehouse = warehouses().get(name);
        var statements = new ArrayList<>(warehouse.setup());
        statements.addAll(warehouse.after(PRICES));
        Golden.expect("snowflake-" + name + ".sql", statements);
    }

    private static Load load(int files, boolean isReplay) {
        var keys = IntStream.range(0, files)
                .mapToObj(i -> new Manifest.DataFile(
                        "processed/prices/batch=2-a/dt=2026-11-21/" + i + ".parquet", "2026-11-21", 1, 1))
                .toList();
        var columns = PRICES.columns().stream().map(column -> column.name()).toList();
        var written = new Manifest.Written(1, columns, files, keys);
        var manifest = Batched.manifest(2, Instant.EPOCH, files, 0, Map.of(), Map.of("prices", written), Map.of());
        var extent = isReplay ? new Load.Extent(Set.of(), List.of(1L), false, false, 1, null) : Load.Extent.PLAIN;
        var warehouse = Snowflake.warehouse("cloud", options(SnowflakeOptions.Loads.HERE, "LAKE"), null);
        return new Load(PRICES, List.of(manifest), extent, new References(List.of(PRICES)), warehouse.sql());
    }

    @Test
    void aLoad() throws IOException {
        Golden.expect("snowflake-load.sql", load(2, true).statements());
    }

    @Test
    void insideOfTheTransactionNothingCommitsIt() {
        var load = load(2, true);
        var statements = load.statements();
        var inside = new ArrayList<>(
                statements.subList(statements.indexOf("BEGIN TRANSACTION"), statements.indexOf("COMMIT")));
        inside.addAll(load.statements("stage-hidden"));
        inside.addAll(load.dialect().copies(load, Dialect.Staging.HIDDEN));
        inside.addAll(load.statements("restage"));
        assertTrue(inside.size() > 15, inside.toString());
        for (var sql : inside) {
            assertTrue(sql.matches("(?s)(BEGIN TRANSACTION|SELECT|INSERT|UPDATE|DELETE|MERGE) ?.*"), sql);
        }
    }

    @Test
    void aCopyNamesAtMostAThousandFilesAndAnInsertFifty() {
        var load = load(2_001, false);
        var copies = load.dialect().copies(load, Dialect.Staging.ROWS);
        assertEquals(3, copies.size());
        assertEquals(
                List.of(1_000L, 1_000L, 1L),
                copies.stream().map(SnowflakeSqlTest::files).toList());
        var inserts = load.dialect().copies(load, Dialect.Staging.HIDDEN);
        assertEquals(41, inserts.size());
        assertTrue(inserts.stream().allMatch(sql -> files(sql) <= 50));
    }

    private static long files(String sql) {
        return sql.split("\\.parquet'", -1).length - 1L;
    }
}
