package io.millrace.lake;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.ShardBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawZoneTest {
    private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));
    private static final Instant NOON = TEN.plus(Duration.ofHours(2));

    private final FakeLake lake = new FakeLake();
    private final RawZone zone = new RawZone(lake);
    private final Landed landed = new Landed(lake);

    private List<RawObject> chain(String after, Instant from, Instant to, long most) {
        return zone.chain(STREAM, SHARD, after, from, to, most);
    }

    @Test
    void theSameRecordsGiveTheSameKeyAndTheSameBytes() {
        var batch = new ShardBatch(
                STREAM, SHARD, "7", List.of(Landed.record(8, TEN, "{\"a\":1}"), Landed.record(9, TEN, "x")));
        var one = zone.draft(batch);
        var two = zone.draft(batch);
        assertEquals(one.object(), two.object());
        assertArrayEquals(one.content(), two.content());
    }

    @Test
    void whereABatchEndsIsNoPartOfItsKey() {
        var record = Landed.record(8, TEN, "{}");
        var later = Landed.record(9, TEN.plusSeconds(7_200), "{}");
        assertEquals(
                zone.draft(new ShardBatch(STREAM, SHARD, "7", List.of(record)))
                        .object()
                        .key(),
                zone.draft(new ShardBatch(STREAM, SHARD, "7", List.of(record, later)))
                        .object()
                        .key());
    }

    @Test
    void anObjectSaysWhatItHolds() {
        var object = landed.land(SHARD, "7", 8, 11, TEN.plusSeconds(3_599));
        var content = lake.get(object.key()).orElseThrow();
        assertEquals(
                new RawObject(object.key(), SHARD, "8", "11", "7", 4, content.length, EventIds.sha256(content)),
                object);
        assertEquals(object, zone.find(object.key()).orElseThrow());
        assertEquals(TEN, RawZone.hourOf(object));
    }

    @Test
    void theShardsFirstObjectFollowsNothing() {
        var object = landed.land(SHARD, null, 1, 2, TEN);
        assertNull(zone.find(object.key()).orElseThrow().after());
    }

    @Test
    void theLinesComeBackInTheirOrder() {
        var object = landed.land(SHARD, null, 1, 3, TEN);
        var seqs = new ArrayList<String>();
        zone.lines(object).forEach(line -> seqs.add(line.seq()));
        assertEquals(List.of("1", "2", "3"), seqs);
    }

    @Test
    void anObjectThatIsGoneIsNamedWhenItIsRead() {
        var object = landed.land(SHARD, null, 1, 3, TEN);
        lake.remove(object.key());
        var fault = assertThrows(IllegalStateException.class, () -> zone.lines(object));
        assertTrue(fault.getMessage().startsWith(object.key() + " is gone"), fault.getMessage());
    }

    @Test
    void aChainIsFollowedAcrossHoursAndEmptyHours() {
        var one = landed.land(SHARD, null, 1, 9, TEN);
        var two = landed.land(SHARD, "9", 10, 100, TEN);
        var three = landed.land(SHARD, "100", 101, 102, NOON);
        assertEquals(List.of(one, two, three), chain(null, TEN, NOON, Long.MAX_VALUE));
        assertEquals(List.of(three), chain("100", TEN, NOON, Long.MAX_VALUE));
        assertEquals(List.of(), chain("102", NOON, NOON, Long.MAX_VALUE));
    }

    @Test
    void aChainStopsOnceItHoldsTheMostRecords() {
        var one = landed.land(SHARD, null, 1, 10, TEN);
        var two = landed.land(SHARD, "10", 11, 20, TEN);
        landed.land(SHARD, "20", 21, 30, TEN);
        assertEquals(List.of(one), chain(null, TEN, TEN, 1));
        assertEquals(List.of(one), chain(null, TEN, TEN, 10));
        assertEquals(List.of(one, two), chain(null, TEN, TEN, 11));
    }

    @Test
    void otherShardsAndOtherStreamsAreNotInTheChain() {
        var one = landed.land(SHARD, null, 1, 10, TEN);
        landed.land("shardId-000000000001", null, 5, 10, TEN);
        assertEquals(List.of(one), chain(null, TEN, TEN, Long.MAX_VALUE));
        assertEquals(
                List.of(),
                zone.chain(new io.millrace.dataset.StreamId(STREAM.name(), 1), SHARD, null, TEN, TEN, Long.MAX_VALUE));
    }

    @Test
    void aMissingObjectBreaksTheChainWithItsPlace() {
        landed.land(SHARD, null, 1, 10, TEN);
        var lost = landed.land(SHARD, "10", 11, 20, TEN);
        var after = landed.land(SHARD, "20", 21, 30, ELEVEN);
        lake.remove(lost.key());
        var fault = assertThrows(IllegalStateException.class, () -> chain(null, TEN, ELEVEN, Long.MAX_VALUE));
        assertTrue(fault.getMessage().contains(after.key() + " follows 20"), fault.getMessage());
        assertTrue(fault.getMessage().contains("ends with 10"), fault.getMessage());
    }

    @Test
    void anObjectOfTheHourBeforeThatOfItsPredecessorIsFound() {
        var one = landed.land(SHARD, null, 1, 10, TEN);
        var two = landed.land(SHARD, "10", 11, 20, ELEVEN);
        // The shard's clock stepped back over the hour.
        var three = landed.land(SHARD, "20", 21, 30, ELEVEN.minusMillis(2));
        var four = landed.land(SHARD, "30", 31, 40, ELEVEN);
        assertEquals(List.of(one, two, three, four), chain(null, TEN, ELEVEN, Long.MAX_VALUE));
        assertEquals(List.of(three, four), chain("20", ELEVEN, ELEVEN, Long.MAX_VALUE));
        assertEquals(List.of(four), chain("30", TEN, ELEVEN, Long.MAX_VALUE));
    }

    @Test
    void lostMetadataAreReadFromTheContent() {
        var object = landed.land(SHARD, "7", 8, 11, TEN);
        lake.loseMetadata(object.key());
        var found = zone.find(object.key()).orElseThrow();
        assertEquals("8", found.first());
        assertEquals("11", found.last());
        assertEquals(4, found.count());
        assertEquals(object.sha256(), found.sha256());
        assertEquals(object.bytes(), found.bytes());
    }

    @Test
    void aChainGoesOnOverObjectsWhoseMetadataWereLost() {
        var one = landed.land(SHARD, null, 1, 10, TEN);
        var two = landed.land(SHARD, "10", 11, 20, ELEVEN);
        var three = landed.land(SHARD, "20", 21, 30, ELEVEN.minusMillis(2));
        lake.loseMetadata(two.key());
        lake.loseMetadata(three.key());
        assertEquals(
                List.of(one.last(), two.last(), three.last()),
                chain(null, TEN, ELEVEN, Long.MAX_VALUE).stream()
                        .map(RawObject::last)
                        .toList());
    }
}
