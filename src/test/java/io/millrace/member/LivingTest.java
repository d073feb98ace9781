package io.millrace.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamId;
import io.millrace.member.Living.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LivingTest {
    private static final StreamId STREAM = new StreamId("events", 1_795_280_000L);

    private final Members members = new Members();
    private final Members.One me = members.join("fetch", "land");
    private final Members.One other = members.join("fetch", "land");

    @Test
    void anInstanceThatWasReadOnceIsNotKnownToLive() {
        me.look();
        assertEquals(State.UNKNOWN, me.living.state(other.self.id()));
    }

    @Test
    void anInstanceWhoseHeartbeatChangesLives() {
        members.pass(Duration.ofMinutes(1), me, other);
        assertEquals(State.LIVES, me.living.state(other.self.id()));
    }

    @Test
    void anInstanceThatFallsSilentIsDeadWithinHalfAMinute() {
        members.pass(Duration.ofSeconds(20), me, other);
        members.pass(Duration.ofSeconds(10), me);
        assertEquals(State.LIVES, me.living.state(other.self.id()));
        members.pass(Duration.ofSeconds(15), me);
        assertEquals(State.DEAD, me.living.state(other.self.id()));
    }

    @Test
    void anInstanceThatWasDeadBeforeThisOneBeganIsDeadWithinHalfAMinute() {
        me.look();
        members.pass(Duration.ofSeconds(20), me);
        assertEquals(State.DEAD, me.living.state(other.self.id()));
    }

    @Test
    void whatWasReadOnceALongTimeAgoTellsNothing() {
        me.look();
        // This process stood still, and the other one's heartbeats with it, as far as it knows.
        members.nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertEquals(State.UNKNOWN, me.living.state(other.self.id()));
        tell(other, 2);
        me.look();
        assertEquals(State.LIVES, me.living.state(other.self.id()));
    }

    @Test
    void anInstanceThatSaysThatItStoppedIsDeadAtOnce() throws InterruptedException {
        members.pass(Duration.ofSeconds(20), me, other);
        other.leave();
        me.look();
        assertEquals(State.DEAD, me.living.state(other.self.id()));
    }

    @Test
    void whoWasDeadOnceStaysDead() {
        me.look();
        members.pass(Duration.ofSeconds(20), me);
        tell(other, 2);
        me.look();
        assertEquals(State.DEAD, me.living.state(other.self.id()));
        assertTrue(me.living.landsShard(STREAM, "shard"));
    }

    @Test
    void clocksOfOthersSayNothing() {
        var future = heartbeat("early", "elsewhere", 1, null, 1, Instant.parse("2099-01-01T00:00:00Z"));
        members.put(future);
        members.pass(Duration.ofSeconds(25), me);
        assertEquals(State.DEAD, me.living.state("early"));
        var past = heartbeat("late", "elsewhere", 1, null, 1, Instant.EPOCH);
        members.put(past);
        me.look();
        assertNotEquals(State.DEAD, me.living.state("late"));
    }

    @Test
    void aProcessOfThisMachineThatIsGoneIsDeadAtOnce() throws Exception {
        var process = new ProcessBuilder("true").start();
        var started = process.info().startInstant().orElse(null);
        process.waitFor();
        members.put(heartbeat("gone", me.self.machine().id(), process.pid(), started, 1, Members.NOW));
        me.look();
        assertEquals(State.DEAD, me.living.state("gone"));
    }

    @Test
    void aProcessThatHasTheNumberOfADeadOneIsAnother() {
        var process = ProcessHandle.current();
        var started = process.info().startInstant().orElseThrow();
        var earlier = started.minusSeconds(3_600);
        members.put(heartbeat("before", me.self.machine().id(), process.pid(), earlier, 1, Members.NOW));
        members.put(heartbeat("this", me.self.machine().id(), process.pid(), started, 1, Members.NOW));
        me.look();
        assertEquals(State.DEAD, me.living.state("before"));
        assertEquals(State.LIVES, me.living.state("this"));
    }

    @Test
    void aNumberOfAnotherMachineSaysNothing() {
        members.put(heartbeat("far", "elsewhere", Long.MAX_VALUE, null, 1, Members.NOW));
        me.look();
        assertEquals(State.UNKNOWN, me.living.state("far"));
    }

    @Test
    void aHolderThatWasNeverHeardOfIsDeadAfterAWhile() {
        assertEquals(State.UNKNOWN, me.living.state("ghost"));
        members.pass(Duration.ofSeconds(10), me);
        assertEquals(State.UNKNOWN, me.living.state("ghost"));
        members.pass(Duration.ofSeconds(10), me);
        assertEquals(State.DEAD, me.living.state("ghost"));
    }

    @Test
    void shardsAreSharedByThoseWhoLand() {
        var cleaner = members.join("clean");
        members.pass(Duration.ofSeconds(10), me, other, cleaner);
        var shards = IntStream.range(0, 50).mapToObj("shardId-%012d"::formatted).toList();
        shards.forEach(shard -> assertEquals(
                1,
                List.of(me, other).stream()
                        .filter(one -> one.living.landsShard(STREAM, shard))
                        .count()));
        assertTrue(shards.stream().anyMatch(shard -> me.living.landsShard(STREAM, shard)));
        assertTrue(shards.stream().anyMatch(shard -> other.living.landsShard(STREAM, shard)));
        assertFalse(shards.stream().anyMatch(shard -> cleaner.living.landsShard(STREAM, shard)));
    }

    @Test
    void whatCannotBeReadHidesNobody() {
        members.lake.put(Heartbeat.key("broken"), "{".getBytes());
        members.pass(Duration.ofSeconds(10), me, other);
        assertEquals(State.LIVES, me.living.state(other.self.id()));
    }

    @Test
    void allAreListedWithWhatTheyTellAndTheDeadAsStopped() {
        members.pass(Duration.ofSeconds(10), me, other);
        assertEquals(List.of(me.self.id() + " false", other.self.id() + " false"), told(me));
        members.pass(Duration.ofSeconds(20), me);
        assertEquals(List.of(me.self.id() + " false", other.self.id() + " true"), told(me));
    }

    @Test
    void whoIsNoInstanceReadsWhatAllTold() {
        members.pass(Duration.ofSeconds(10), me, other);
        var names = Living.told(members.lake).stream().map(Heartbeat::instance).toList();
        assertEquals(Stream.of(me, other).map(one -> one.self.id()).sorted().toList(), names);
    }

    private static List<String> told(Members.One one) {
        return one.living.told().stream()
                .map(heartbeat -> heartbeat.instance() + " " + heartbeat.stopped())
                .toList();
    }

    private void tell(Members.One one, long beat) {
        members.put(heartbeat(one.self.id(), one.self.machine().id(), 1, null, beat, Members.NOW));
    }

    private static Heartbeat heartbeat(String name, String machine, long pid, Instant started, long beat, Instant at) {
        return new Heartbeat(name, "box", machine, pid, started, List.of("fetch"), beat, at, null, 0, 0, false);
    }
}
