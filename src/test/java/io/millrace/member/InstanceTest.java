package io.millrace.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceTest {
    private final Members members = new Members();
    private final Members.One one = members.on(new Machine("box", "m"), "fetch");

    private void pass(int seconds) {
        members.nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void beforeItsFirstHeartbeatIsWrittenAnInstanceMayNotAct() {
        var beat = one.self.next();
        assertFalse(one.self.mayAct());
        one.self.written(beat);
        assertTrue(one.self.mayAct());
    }

    @Test
    void tenSecondsAfterAHeartbeatWasBegunItMayActNoMore() {
        var beat = one.self.next();
        pass(4);
        one.self.written(beat);
        pass(5);
        assertTrue(one.self.mayAct());
        pass(1);
        assertFalse(one.self.mayAct());
    }

    @Test
    void anInstanceStopsActingBeforeOthersMayCallItDead() {
        assertTrue(Instance.MAY_ACT.compareTo(Living.DEAD_AFTER) < 0);
    }

    @Test
    void afterAPauseTheProcessGoesOnUnderAnotherName() {
        one.beat();
        var before = one.self.id();
        pass(10);
        var beat = one.self.next();
        assertNotEquals(before, beat.heartbeat().instance());
        assertFalse(one.self.mayAct());
        one.self.written(beat);
        assertTrue(one.self.mayAct());
        assertTrue(one.self.isFormer(before));
    }

    @Test
    void aHeartbeatThatComesTooLateDoesNotReviveTheName() {
        one.beat();
        var before = one.self.id();
        pass(9);
        var late = one.self.next();
        pass(2);
        one.self.written(late);
        assertFalse(one.self.mayAct());
        assertNotEquals(before, one.self.id());
    }

    @Test
    void aHeartbeatOfAFormerNameSaysNothingOfTheNewOne() {
        one.beat();
        pass(9);
        var late = one.self.next();
        pass(2);
        one.self.next();
        one.self.written(late);
        assertFalse(one.self.mayAct());
    }

    @Test
    void heartbeatsTellWhatOthersNeed() {
        var publisher = new PublisherState() {
            @Override
            public String id() {
                return "p-1";
            }

            @Override
            public long numbered() {
                return 12;
            }

            @Override
            public long published() {
                return 11;
            }
        };
        var machine = new Machine("box", "m");
        var self = new Instance(
                machine, List.of("fetch", "land"), publisher, () -> "abc", () -> Members.NOW, members.nanos::get);
        self.next();
        self.stop();
        var told = self.next().heartbeat();
        var me = ProcessHandle.current();
        var expected = new Heartbeat(
                "box-abc",
                "box",
                "m",
                me.pid(),
                me.info().startInstant().orElse(null),
                List.of("fetch", "land"),
                2,
                Members.NOW,
                "p-1",
                12,
                11,
                true);
        assertEquals(expected, told);
        assertEquals(told, Json.read(told.toJson(), Heartbeat.class, "heartbeat"));
        assertEquals("_members/instances/box-abc.json", Heartbeat.key(told.instance()));
    }
}
