package io.millrace.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads of rows that were spooled. */
class RowSpoolTest {
    private static final Dataset READINGS = Declared.dataset("""
            dataset: readings
            version: 1
            key: [id]
            version-column: at
            columns:
              - {name: id,    type: string, required: true}
              - {name: at,    type: timestamp, required: true}
              - {name: day,   type: date}
              - {name: small, type: int}
              - {name: big,   type: bigint}
              - {name: real,  type: double}
              - {name: exact, type: "decimal(6,2)"}
              - {name: most,  type: "decimal(18,4)"}
              - {name: long,  type: "decimal(38,10)"}
              - {name: flag,  type: boolean}
              - {name: any,   type: json}
            """);
    private static final Instant OBSERVED = Instant.parse("2026-11-21T23:59:59.999999Z");

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private List<Object> values() {
        var values = new ArrayList<Object>(List.of(
                "id-" + random.nextInt() + " €𝄞",
                Instant.ofEpochSecond(
                        random.nextLong(-62_135_596_800L, 253_402_300_800L), 1000L * random.nextInt(1_000_000)),
                LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)),
                random.nextInt(),
                random.nextLong(),
                random.nextGaussian() * 1e100,
                BigDecimal.valueOf(random.nextInt(-999_999, 1_000_000), 2),
                BigDecimal.valueOf(random.nextLong(-999_999_999_999_999_999L, 1_000_000_000_000_000_000L), 4),
                new BigDecimal(new BigInteger(126, random).subtract(BigInteger.ONE.shiftLeft(125)), 10),
                random.nextBoolean(),
                "x".repeat(random.nextInt(40))));
        for (var i = 2; i < values.size(); i++) {
            if (random.nextInt(4) == 0) {
                values.set(i, null);
            }
        }
        return values;
    }

    private void assertReadBack(List<List<Object>> rows) throws Exception {
        var file = folder.resolve("it's.parquet");
        try (var spool = new RowSpool(file, READINGS)) {
            for (var i = 0; i < rows.size(); i++) {
                spool.add(new Row("readings", rows.get(i), OBSERVED, "shard", Integer.toString(i), "me", 1));
            }
            spool.finish();
        }
        try (var connection = EmbeddedEngine.open(folder, "192MB");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT * FROM read_parquet('"
                        + file.toString().replace("'", "''") + "', file_row_number = true) ORDER BY file_row_number")) {
            for (var i = 0; i < rows.size(); i++) {
                assertTrue(result.next(), "row " + i);
                var expected = new ArrayList<>(rows.get(i));
                expected.addAll(
                        Arrays.asList("shard", Integer.toString(i), LocalDate.of(2026, 11, 21), OBSERVED, (long) i));
                assertEquals(expected, row(result, expected.size()));
            }
            assertEquals(false, result.next());
        }
    }

    private static List<Object> row(ResultSet result, int columns) throws SQLException {
        var row = new ArrayList<Object>();
        for (var i = 1; i <= columns; i++) {
            var value = result.getObject(i);
            row.add(value instanceof OffsetDateTime time ? time.toInstant() : value);
        }
        return row;
    }

    @Test
    void rowsComeBackAsTheyWereWhateverTheirTypes() throws Exception {
        var rows = new ArrayList<List<Object>>();
        for (var i = 0; i < 1_001; i++) {
            rows.add(values());
        }
        assertReadBack(rows);
    }

    @Test
    void manyRowsComeBackInTheirOrder() throws Exception {
        var rows = new ArrayList<List<Object>>();
        for (var i = 0; i < 70_000; i++) {
            rows.add(values());
        }
        assertReadBack(rows);
    }

    @Test
    void largeValuesComeBack() throws Exception {
        var rows = new ArrayList<List<Object>>();
        for (var i = 0; i < 50; i++) {
            var values = values();
            values.set(10, Integer.toString(i).repeat(400_000));
            rows.add(values);
        }
        assertReadBack(rows);
    }

    @Test
    void noRowsAreATableToo() throws Exception {
        assertReadBack(List.of());
    }
}
