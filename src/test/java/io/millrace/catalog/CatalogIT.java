package io.millrace.catalog;

import static io.millrace.catalog.CatalogedLake.DATABASE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.catalog.CatalogStep.Kind;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Landed;
import io.millrace.lake.Removal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;

class CatalogIT {
    private static final Dataset PRICES = Declared.prices();
    private static final String ONE = "2026-11-20 1-a1 s3://lake/processed/prices/batch=1-a1/dt=2026-11-20/";
    private static final String TWO = "2026-11-20 2-a2 s3://lake/processed/prices/batch=2-a2/dt=2026-11-20/";
    private static final String THREE = "2026-11-20 3-a3 s3://lake/processed/prices/batch=3-a3/dt=2026-11-20/";

    @TempDir
    private Path folder;

    private CatalogedLake lake;
    private Catalog catalog;

    @BeforeEach
    void open() throws Exception {
        lake = new CatalogedLake(folder);
        catalog = lake.catalog(PRICES);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void eachDayOfEachCommittedBatchIsAPartitionAndSoIsEachHourThatItRead() {
        lake.batch("2026-11-20 2026-11-21", "09", "10").batch("2026-11-20", "10");
        lake.round(catalog);
        assertEquals(
                List.of(ONE, TWO, "2026-11-21 1-a1 s3://lake/processed/prices/batch=1-a1/dt=2026-11-21/"),
                lake.partitions("prices"));
        assertEquals(
                List.of(
                        "2026-11-21 09 s3://lake/raw/dt=2026-11-21/hour=09/",
                        "2026-11-21 10 s3://lake/raw/dt=2026-11-21/hour=10/"),
                lake.partitions("raw_lines"));
        assertEquals(2, catalog.through());
    }

    @Test
    void filesOfNoManifestAreNotSeen() {
        lake.batch("2026-11-20");
        lake.lake.put("processed/prices/batch=2-dead/dt=2026-11-20/part-00000.parquet", new byte[1]);
        lake.round(catalog);
        assertEquals(List.of(ONE), lake.partitions("prices"));
    }

    @Test
    void aRoundWithoutNewsAsksForTheTablesAlone() {
        lake.batch("2026-11-20", "09");
        lake.round(catalog);
        lake.asked.clear();
        lake.round(catalog);
        assertEquals(List.of("GetDatabase", "GetTable", "GetTable"), lake.asked);
    }

    @Test
    void theNextProcessGoesOnWhereTheLedgerIs() {
        lake.batch("2026-11-20", "09");
        lake.round(catalog);
        lake.batch("2026-11-20");
        lake.lake.forget();
        assertEquals(1, lake.round(lake.catalog(PRICES)).created());
        assertFalse(lake.lake.gets().contains("processed/_batches/00000001.json"), lake.lake.gets()::toString);
        assertEquals(List.of(ONE, TWO), lake.partitions("prices"));
    }

    @Test
    void whatWasRegisteredByOneThatDiedBeforeItRememberedIsFine() {
        lake.batch("2026-11-20", "09").batch("2026-11-20", "10");
        lake.run(catalog, catalog.begin(), step -> step.kind() != Kind.REMEMBER);
        var next = lake.catalog(PRICES);
        assertEquals(0, lake.round(next).created());
        assertEquals(2, next.through());
        assertEquals(List.of(ONE, TWO), lake.partitions("prices"));
    }

    @Test
    void manyPartitionsGoInRequestsThatGlueTakes() {
        for (var i = 0; i < 125; i++) {
            lake.batch("2026-11-20 2026-11-21");
        }
        assertEquals(250, lake.round(catalog).created());
        assertEquals(
                3, lake.asked.stream().filter("BatchCreatePartition"::equals).count());
        lake.batch(BatchKind.COMPACT, numbers(1, 125), "2026-11-20 2026-11-21");
        assertEquals(250, lake.round(catalog).deleted());
        assertEquals(
                10, lake.asked.stream().filter("BatchDeletePartition"::equals).count());
        assertEquals(2, lake.partitions("prices").size());
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void aReplacedBatchGoesAfterTheOneThatTookItsPlaceCame() {
        lake.batch("2026-11-20").batch("2026-11-20");
        lake.round(catalog);
        lake.batch(BatchKind.REPLAY, List.of(1L), "2026-11-20");
        var order = new ArrayList<Kind>();
        lake.run(catalog, catalog.begin(), step -> order.add(step.kind()));
        assertEquals(List.of(Kind.CREATE_PARTITIONS, Kind.REMEMBER, Kind.DELETE_PARTITIONS), order);
        assertEquals(List.of(TWO, THREE), lake.partitions("prices"));
    }

    @Test
    void aReplacedBatchIsNeverRegisteredByOneThatComesLate() {
        lake.batch("2026-11-20").batch("2026-11-20").batch(BatchKind.ERASE, List.of(1L, 2L), "2026-11-20");
        assertEquals(1, lake.round(catalog).created());
        assertEquals(List.of(THREE), lake.partitions("prices"));
    }

    @Test
    void whatOneThatDiedLeftBehindIsTakenOutByTheNextProcess() {
        lake.batch("2026-11-20");
        lake.round(catalog);
        lake.batch(BatchKind.REPLAY, List.of(1L), "2026-11-20");
        lake.run(catalog, catalog.begin(), step -> step.kind() != Kind.DELETE_PARTITIONS);
        assertEquals(List.of(ONE, TWO), lake.partitions("prices"));
        lake.round(lake.catalog(PRICES));
        assertEquals(List.of(TWO), lake.partitions("prices"));
    }

    @Test
    void twoProcessesMayDoTheSameAtTheSameTime() {
        lake.batch("2026-11-20", "09").batch(BatchKind.REPLAY, List.of(1L), "2026-11-20");
        var other = lake.catalog(PRICES);
        var mine = catalog.begin();
        var theirs = other.begin();
        while (mine.hasStep() || theirs.hasStep()) {
            for (var turn : List.of(Map.entry(catalog, mine), Map.entry(other, theirs))) {
                var steps = new int[1];
                try {
                    lake.run(turn.getKey(), turn.getValue(), step -> steps[0]++ == 0);
                } catch (AlreadyExistsException e) {
                    // As the route does.
                    turn.getKey().next(turn.getValue(), null);
                }
            }
        }
        assertEquals(List.of(TWO), lake.partitions("prices"));
        assertEquals(1, lake.partitions("raw_lines").size());
    }

    @Test
    void aPartitionThatLiesElsewhereIsMadeAnew() {
        lake.round(catalog);
        var table =
                lake.glue.getTable(r -> r.databaseName(DATABASE).name("prices")).table();
        lake.glue.batchCreatePartition(r -> r.databaseName(DATABASE)
                .tableName("prices")
                .partitionInputList(p -> p.values("2026-11-20", "1-a1")
                        .storageDescriptor(table.storageDescriptor().toBuilder()
                                .location("s3://other/")
                                .build())));
        lake.batch("2026-11-20");
        lake.round(catalog);
        assertEquals(List.of(ONE), lake.partitions("prices"));
    }

    @Test
    void aTableThatWasDroppedIsMadeAnewWithAllThatCounts() throws Exception {
        lake.batch("2026-11-20").batch("2026-11-20");
        lake.round(catalog);
        // Glue tells times in seconds: made anew in the same one, it would be the same table.
        var made = lake.glue
                .getTable(r -> r.databaseName(DATABASE).name("prices"))
                .table()
                .createTime();
        await().until(() -> Instant.now().getEpochSecond() > made.getEpochSecond());
        lake.glue.deleteTable(r -> r.databaseName(DATABASE).name("prices"));
        lake.round(catalog);
        assertEquals(List.of(ONE, TWO), lake.partitions("prices"));
    }

    @Test
    void aNewColumnIsAddedAndWhatElseStandsInTheTableStays() {
        var less = Declared.dataset("""
                dataset: prices
                version: 1
                key: [sku]
                version-column: at
                columns:
                  - {name: sku, type: string, required: true, doc: Number of the product}
                  - {name: at,  type: timestamp, required: true}
                """);
        var more = Declared.dataset("""
                dataset: prices
                version: 2
                key: [sku]
                version-column: at
                columns:
                  - {name: sku,  type: string, required: true, doc: The shop's number}
                  - {name: at,   type: timestamp, required: true}
                  - {name: cost, type: "decimal(18,4)", doc: What it costs}
                """);
        lake.round(lake.catalog(less));
        var before =
                lake.glue.getTable(r -> r.databaseName(DATABASE).name("prices")).table();
        assertEquals(1, lake.round(lake.catalog(more)).tables());
        var after =
                lake.glue.getTable(r -> r.databaseName(DATABASE).name("prices")).table();
        assertEquals(
                List.of(
                        "sku string The shop's number",
                        "at timestamp null",
                        "batch bigint",
                        "shard string",
                        "seq string",
                        "cost decimal(18,4) What it costs"),
                after.storageDescriptor().columns().stream()
                        .map(CatalogIT::words)
                        .toList());
        assertEquals(before.parameters(), after.parameters());
        assertEquals(before.createTime(), after.createTime());
        assertEquals(0, lake.round(lake.catalog(more)).tables());
    }

    private static String words(Column column) {
        var technical = List.of("batch", "shard", "seq").contains(column.name());
        return column.name() + " " + column.type() + (technical ? "" : " " + column.comment());
    }

    @Test
    void aTableThatMeansSomethingElseIsRefusedWithWhatIsNeededAndHoldsNoOtherUp() {
        var other = Declared.dataset("""
                dataset: prices
                version: 1
                key: [sku]
                version-column: observed_at
                columns:
                  - {name: sku, type: bigint, required: true}
                  - {name: observed_at, type: timestamp, required: true}
                """);
        lake.round(lake.catalog(other));
        lake.batch("2026-11-20", "09");
        var fault = assertThrows(IllegalStateException.class, () -> lake.round(catalog));
        assertTrue(
                fault.getMessage()
                        .contains(
                                "table millrace.prices of the Glue catalog is not what the dataset declares: its column"
                                        + " sku is bigint in place of string. Drop it"),
                fault::getMessage);
        assertEquals(1, lake.partitions("raw_lines").size());
        assertEquals(List.of(), lake.partitions("prices"));
    }

    @Test
    void aTableOfOtherKeysOrAnotherPlaceIsRefused() {
        lake.round(catalog);
        var found =
                lake.glue.getTable(r -> r.databaseName(DATABASE).name("prices")).table();
        var wanted = CatalogTable.processed("other", PRICES);
        assertTrue(assertThrows(IllegalStateException.class, () -> TableChange.of(found, wanted))
                .getMessage()
                .contains("it lies at s3://lake/processed/prices/ in place of s3://other/processed/prices/"));
        var keys = found.toBuilder()
                .partitionKeys(Column.builder().name("dt").type("string").build())
                .build();
        assertTrue(assertThrows(
                        IllegalStateException.class, () -> TableChange.of(keys, CatalogTable.processed("lake", PRICES)))
                .getMessage()
                .contains("its partition keys are [dt string] in place of [dt date, attempt string]"));
    }

    @Test
    void whatRetentionRemovedGoesAndSoDoesAnHourThatIsEmpty() {
        lake.batch("2026-11-20", "09").batch("2026-11-20", "10");
        lake.round(catalog);
        var gone = BatchSet.of(List.of(1L));
        var removal = Removal.NONE.next(Landed.TEN, Map.of(Removal.processed("prices"), gone, Removal.RAW, gone));
        lake.lake.create(Removal.key(1), removal.toJson(), Map.of());
        lake.lake.remove("raw/dt=2026-11-21/hour=09/s-1.jsonl.gz");
        assertEquals(2, lake.round(catalog).deleted());
        assertEquals(List.of(TWO), lake.partitions("prices"));
        assertEquals(List.of("2026-11-21 10 s3://lake/raw/dt=2026-11-21/hour=10/"), lake.partitions("raw_lines"));
    }

    @Test
    void aRepairMendsBothWaysAndACheckTellsWhat() {
        lake.batch("2026-11-20", "09").batch("2026-11-20", "10").batch("2026-11-20", "11");
        lake.round(catalog);
        lake.glue.batchDeletePartition(r ->
                r.databaseName(DATABASE).tableName("prices").partitionsToDelete(p -> p.values("2026-11-20", "1-a1")));
        lake.glue.batchCreatePartition(r -> r.databaseName(DATABASE)
                .tableName("prices")
                .partitionInputList(
                        p -> p.values("2026-11-20", "2-dead").storageDescriptor(s -> s.location("s3://lake/x/")),
                        p -> p.values("2026-11-20", "9-a9").storageDescriptor(s -> s.location("s3://lake/y/"))));
        assertEquals(
                List.of(
                        "table raw_lines: 3 partitions, as the manifests say",
                        "table prices: 3 partitions, of which 1 are missing and 0 at another place; 2 beside them that"
                                + " do not count"),
                catalog.differences().stream().map(CatalogDifference::words).toList());
        var round = lake.run(catalog, catalog.repair(), step -> true);
        assertEquals(1, round.created());
        assertEquals(2, round.deleted());
        assertEquals(List.of(ONE, TWO, THREE), lake.partitions("prices"));
        assertTrue(catalog.differences().stream().allMatch(CatalogDifference::isNone));
    }

    @Test
    void aRepairMakesWhatWasNeverThere() {
        lake.batch("2026-11-20", "09");
        var round = lake.run(catalog, catalog.repair(), step -> true);
        assertEquals(3, round.tables());
        assertEquals(List.of(ONE), lake.partitions("prices"));
    }

    @Test
    void aDatasetThatIsNewToAnOldLakeReadsNoOldBatches() {
        lake.batch("2026-11-20");
        lake.round(catalog);
        var readings = Declared.dataset("""
                dataset: readings
                version: 1
                key: [id]
                version-column: at
                columns:
                  - {name: id, type: string, required: true}
                  - {name: at, type: timestamp, required: true}
                """);
        lake.lake.forget();
        lake.round(lake.catalog(PRICES, readings));
        assertFalse(lake.lake.gets().contains("processed/_plans/00000001.json"), lake.lake.gets()::toString);
    }
}
