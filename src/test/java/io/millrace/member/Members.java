package io.millrace.member;

import io.millrace.lake.FakeLake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Instances on a lake in memory whose time a test moves on. */
public final class Members {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final FakeLake lake = new FakeLake();
    final AtomicLong nanos = new AtomicLong(1);
    private int names;

    /** One instance, with everything that it knows. */
    public final class One {
        public final Instance self;
        public final Living living;
        public final HostClaims claims;

        private One(Machine machine, String... roles) {
            self = new Instance(
                    machine, List.of(roles), PublisherState.NONE, () -> "" + ++names, () -> NOW, nanos::get);
            living = new Living(lake, self, nanos::get);
            claims = new HostClaims(lake, lake, self, living, () -> NOW);
        }

        /** As the timer does it. */
        public One beat() {
            var beat = self.next();
            put(beat.heartbeat());
            self.written(beat);
            return this;
        }

        /** As the other timer does it. */
        public One look() {
            living.look();
            claims.settle();
            return this;
        }

        /** As a process does it that is asked to stop. */
        void leave() throws InterruptedException {
            claims.stop(Duration.ZERO);
            self.stop();
            beat();
        }

        /** The step of a route, over this instance's claims. */
        public HoldHost holdHost() {
            return new HoldHost(claims, nanos::get);
        }

        HostClaims.Answer begin(String host) {
            return claims.begin(host);
        }

        /** A page of the host from beginning to end, if it may be looked at. */
        HostClaims.Answer page(String host) {
            var answer = claims.begin(host);
            if (answer == HostClaims.Answer.HELD) {
                claims.end(host);
            }
            return answer;
        }
    }

    /** An instance on a machine of its own, that has told of itself and looked around. */
    public One join(String... roles) {
        return on(new Machine("box", "machine-" + (names + 1)), roles).beat().look();
    }

    One on(Machine machine, String... roles) {
        return new One(machine, roles);
    }

    void put(Heartbeat heartbeat) {
        lake.put(Heartbeat.key(heartbeat.instance()), heartbeat.toJson());
    }

    /** Lets time pass, in which these instances do what their timers tell them. */
    public void pass(Duration time, One... living) {
        var end = nanos.get() + time.toNanos();
        while (nanos.get() < end) {
            nanos.addAndGet(Math.min(Duration.ofSeconds(5).toNanos(), end - nanos.get()));
            for (var one : living) {
                one.beat();
            }
            for (var one : living) {
                one.look();
            }
        }
    }
}
