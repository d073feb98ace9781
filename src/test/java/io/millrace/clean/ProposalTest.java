package io.millrace.clean;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.Batched;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {
    private static final String ATTEMPT = "mf3k-ab12";
    private static final String ROOT = "batch=7-" + ATTEMPT + "/";
    private static final String ROWS = "processed/prices/" + ROOT + "dt=2026-11-21/part-00000.parquet";
    private static final String LINES = "rejected/" + ROOT + "part-00000.jsonl.gz";
    private static final Plan PLAN = Batched.plan(
            7,
            TEN,
            List.of(new RawObject("raw/x", "shard", "1", "10", null, 10, 99, "00")),
            Map.of(),
            Map.of("prices", Declared.prices().toMap()));

    private final FakeLake lake = new FakeLake();

    ProposalTest() {
        lake.create(ROWS, new byte[40], Map.of());
        lake.create(LINES, new byte[20], Map.of());
    }

    private static ObjectNode truth() {
        var manifest = new Manifest(
                7,
                PLAN.kind(),
                ATTEMPT,
                TEN,
                10,
                2,
                3,
                Map.of("bad_price", 2L, Manifest.ERASED, 1L),
                List.of(LINES),
                Map.of(
                        "prices",
                        new Manifest.Written(
                                1,
                                FileColumns.of(Declared.prices()),
                                5,
                                List.of(new Manifest.DataFile(ROWS, "2026-11-21", 5, 40)))),
                Map.of("17-ab", List.of(new long[] {1, 4}, new long[] {7, 10})),
                List.of(),
                null,
                null,
                null);
        return read(manifest.toJson());
    }

    private static ObjectNode held() {
        var held = new Manifest.Held(Manifest.Held.NEWER_VERSION, "an event of prices version 2", 10, "prices", 2);
        return read(Manifest.empty(PLAN, ATTEMPT, TEN, held).toJson());
    }

    private static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Attempt verify(JsonNode proposal) {
        return Proposal.verify(Json.bytes(proposal), PLAN, ATTEMPT, lake);
    }

    /** Puts a value, as JSON, at a path; without one removes what is there. */
    private static void put(ObjectNode proposal, String path, String value) throws IOException {
        var parent = proposal.at(path.substring(0, path.lastIndexOf('/')));
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), Json.MAPPER.readTree(value));
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, Json.MAPPER.readTree(value));
        }
    }

    private void refuses(ObjectNode proposal, String lie) {
        var refused = assertThrows(IllegalStateException.class, () -> verify(proposal));
        assertTrue(refused.getMessage().contains(lie), refused.getMessage());
        assertTrue(refused.getMessage().startsWith("processed/_proposals/00000007-" + ATTEMPT + ".json is not"));
    }

    @Test
    void whatIsTrueBecomesAnAttemptWithNothingToUpload() {
        var attempt = verify(truth());
        assertEquals(10, attempt.manifest().read());
        assertEquals(List.of(LINES), attempt.manifest().rejectedFiles());
        assertEquals(List.of(), attempt.uploads());
        assertNull(attempt.folder());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /n                              | 8                          | it is about batch 8
            /attempt                        | "other"                    | it is of the attempt other
            /kind                           | "replay"                   | its kind is REPLAY
            /replaces                       | [3]                        | it replaces [3]
            /only                           | "prices"                   | it is about the dataset prices
            /totals                         | {}                         | it has totals
            /committed                      |                            | does not say when
            /datasets                       | {}                         | its datasets are []
            /datasets/prices/version        | 2                          | prices has version 2
            /datasets/prices/columns/0      | "sku"                      | prices has the columns [sku, sku
            /datasets/prices/rows           | 6                          | prices has 6 rows, but its files together have 5
            /datasets/prices/files/0/rows   | 0                          | has 0 rows
            /datasets/prices/files/0/bytes  | 41                         | has 40 bytes, not 41
            /datasets/prices/files/0/dt     | "2026-11-20"               | is not a Parquet file in the attempt's own folder
            /datasets/prices/files/0/dt     | "../x"                     | is of the day ../x
            /rejectedFiles                  | []                         | 2 rejected lines are to be kept, in 0 files
            /rejectedFiles/0                | "rejected/batch=6-x/a.jsonl.gz" | is not a file of lines
            /rejected                       | 4                          | 4 lines are rejected, but its reasons together have 3
            /reasons/bad_price              | -2                         | -2 lines are rejected as bad_price
            /duplicates                     | 1                          | read 10 is not written 5 + duplicates 1 + rejected 3
            /duplicates                     | -2                         | it has -2 duplicates
            /publishers/17-ab/1             | [4,10]                     | the ranges of the publisher 17-ab do not rise
            /publishers/17-ab/0             | [0,4]                      | the ranges of the publisher 17-ab do not rise
            /publishers/17-ab/1             | [7,20]                     | its publishers have 18 events, but 10 were read
            """)
    void everyLieIsNamed(String path, String value, String lie) throws IOException {
        var proposal = truth();
        put(proposal, path, value);
        refuses(proposal, lie);
    }

    @ParameterizedTest
    @CsvSource({
        "processed/prices/batch=6-x/dt=2026-11-21/part-00000.parquet",
        "processed/prices/batch=7-mf3k-ab12/dt=2026-11-21/more/part-00000.parquet",
        "processed/prices/batch=7-mf3k-ab12/dt=2026-11-21/../part-00000.parquet",
        "processed/prices/batch=7-mf3k-ab12/dt=2026-11-21/.part-00000.parquet",
        "processed/prices/batch=7-mf3k-ab12/dt=2026-11-21/part-00000.crc",
        "processed/readings/batch=7-mf3k-ab12/dt=2026-11-21/part-00000.parquet",
    })
    void aFileOutsideOfItsOwnFolderIsRefused(String key) throws IOException {
        lake.create(key, new byte[40], Map.of());
        var proposal = truth();
        put(proposal, "/datasets/prices/files/0/key", '"' + key + '"');
        refuses(proposal, key + " is not a Parquet file in the attempt's own folder");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        lake.remove(ROWS);
        refuses(truth(), "there is no " + ROWS);
    }

    @Test
    void rejectedLinesThatAreNotThereAreRefused() {
        lake.remove(LINES);
        refuses(truth(), "there is no " + LINES);
    }

    @Test
    void aFileThatIsNamedTwiceIsRefused() {
        var proposal = truth();
        var prices = (ObjectNode) proposal.at("/datasets/prices");
        ((ArrayNode) prices.get("files")).add(prices.at("/files/0"));
        prices.put("rows", 10);
        proposal.put("read", 15);
        refuses(proposal, "it has read 15 records of 10 that are planned");
        proposal.put("read", 10).put("rejected", 0).put("duplicates", 0);
        proposal.putObject("reasons");
        proposal.putArray("rejectedFiles");
        refuses(proposal, ROWS + " is named twice");
    }

    @Test
    void recordsThatWereNotReadAreMissed() {
        var proposal = truth();
        proposal.put("read", 9).put("duplicates", 1);
        refuses(proposal, "it has read 9 records of 10 that are planned");
    }

    @Test
    void whatIsNoManifestIsRefused() {
        assertThrows(
                UncheckedIOException.class,
                () -> Proposal.verify("{\"n\":7".getBytes(StandardCharsets.UTF_8), PLAN, ATTEMPT, lake));
    }

    @Test
    void aBatchOfANewerVersionIsHeld() {
        assertEquals("prices", verify(held()).manifest().held().dataset());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /held/reason  | "failed"   | it is held as failed
            /held/records | 9          | it holds 9 records of 10
            /held/dataset | "readings" | the dataset readings, which is not planned
            /held/version | 1          | it is held for version 1 of prices, and 1 is declared
            /read         | 10         | it is held, and has counts
            """)
    void aBatchIsHeldForANewerVersionAlone(String path, String value, String lie) throws IOException {
        var proposal = held();
        put(proposal, path, value);
        refuses(proposal, lie);
    }
}
