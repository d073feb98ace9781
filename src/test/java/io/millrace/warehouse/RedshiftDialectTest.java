package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.References;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a load sends to Redshift, to the letter: no Redshift reads it here. */
class RedshiftDialectTest {
    private static final Dataset OFFERS = Declared.dataset("""
            dataset: offers
            version: 2
            key: [source, sku, at]
            version-column: at
            columns:
              - {name: source, type: string, required: true}
              - {name: sku,    type: string, required: true, max-length: 500}
              - {name: at,     type: timestamp, required: true}
              - {name: price,  type: "decimal(18,4)"}
              - {name: labels, type: json}
            """);

    private static final SqlFolder SQL = new SqlFolder(
            "redshift",
            new RedshiftDialect("cloud", new CopySource("my-lake", "arn:aws:iam::123456789012:role/copy", "millrace")));

    private static Manifest batch(long n, String... columns) {
        var file = new Manifest.DataFile("processed/offers/batch=" + n + "-a/part.parquet", "2026-11-21", 3, 1_000 + n);
        var written = new Manifest.Written(2, List.of(columns), 3, List.of(file));
        return Batched.manifest(n, Instant.EPOCH, 3, 0, Map.of(), Map.of("offers", written), Map.of());
    }

    private static Load load(Load.Extent extent, Manifest... batches) {
        return new Load(OFFERS, List.of(batches), extent, new References(List.of(OFFERS)), SQL);
    }

    private static Load ofTwoShapes() {
        return load(
                Load.Extent.PLAIN,
                batch(1, "source", "sku", "at", "price", "batch", "shard", "seq"),
                batch(2, "source", "sku", "at", "price", "labels", "batch", "shard", "seq"));
    }

    @Test
    void batchesOfTwoShapesAreCopiedApartAndMergedTogether() throws IOException {
        Golden.expect("redshift-load.sql", ofTwoShapes().statements());
    }

    @Test
    void aBatchThatTakesThePlaceOfOthersRemovesTheirRowsFirst() throws IOException {
        var taking = new Load.Extent(Set.of(), List.of(1L, 2L), false, false, 1, null);
        var load = load(taking, batch(3, "source", "sku", "at", "price", "labels", "batch", "shard", "seq"));
        Golden.expect("redshift-replay.sql", load.statements());
    }

    @Test
    void theListOfFilesIsWhatAmazonDocuments() {
        var shape = ofTwoShapes().shapes().files().entrySet().iterator().next();
        var source = new CopySource("my-lake", "default", "millrace");
        var list = CopyManifest.of(source, "cloud", "offers", shape.getKey().columns(), shape.getValue());
        assertEquals(
                "{\"entries\":[{\"url\":\"s3://my-lake/processed/offers/batch=1-a/part.parquet\",\"mandatory\":true,"
                        + "\"meta\":{\"content_length\":1001}}]}",
                new String(list.content(), StandardCharsets.UTF_8));
        assertNotEquals(
                list.key(),
                CopyManifest.of(source, "cloud", "offers", List.of(), List.of()).key());
    }
}
