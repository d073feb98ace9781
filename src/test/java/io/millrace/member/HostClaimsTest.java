package io.millrace.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Commits;
import io.millrace.member.HostClaims.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostClaimsTest {
    private static final List<String> HOSTS =
            IntStream.range(0, 40).mapToObj(n -> "shop-" + n + ".example").toList();

    private final Members members = new Members();
    private final Members.One first = members.join("fetch");

    /** Hosts that an instance holds now, or takes when asked. */
    private static Set<String> served(Members.One one) {
        return HOSTS.stream().filter(host -> one.page(host) == Answer.HELD).collect(Collectors.toSet());
    }

    private static long shared(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).count();
    }

    @Test
    void aSingleInstanceHoldsEveryHost() {
        assertEquals(HOSTS.size(), served(first).size());
    }

    @Test
    void aNewHostCostsTwoCallsOnceAndNothingAfterwards() {
        var calls = new CountingLake(members.lake);
        var claims = new HostClaims(calls, calls, first.self, first.living, () -> Members.NOW);
        assertEquals(Answer.HELD, claims.begin("shop.example"));
        assertEquals(2, calls.calls);
        claims.begin("shop.example");
        assertEquals(2, calls.calls);
        assertEquals(0, calls.lists);
    }

    @Test
    void anInstanceThatHasNotToldOfItselfHoldsNothing() {
        var silent = members.on(new Machine("box", "silent"), "fetch").look();
        assertEquals(Answer.CUT_OFF, silent.begin("shop.example"));
        assertEquals(List.of(), claims());
    }

    @Test
    void anInstanceThatHasNotLookedAroundHoldsNothing() {
        var blind = members.on(new Machine("box", "blind"), "fetch").beat();
        assertEquals(Answer.CUT_OFF, blind.begin("shop.example"));
    }

    @Test
    void twoInstancesShareTheHostsAndHaveNoneInCommon() {
        served(first);
        var second = members.join("fetch");
        assertEquals(Set.of(), served(second), "nothing was given back yet");
        members.pass(Duration.ofSeconds(10), first, second);
        var ofFirst = served(first);
        var ofSecond = served(second);
        assertEquals(0, shared(ofFirst, ofSecond));
        assertEquals(HOSTS.size(), ofFirst.size() + ofSecond.size());
        assertFalse(ofFirst.isEmpty() || ofSecond.isEmpty());
    }

    @Test
    void instancesThatDoNotSeeEachOtherHoldNoHostTwice() {
        var blind = members.join("fetch");
        // The first one looked before there was a second, the second one's view is the first one's only.
        var ofBlind = served(blind);
        var ofFirst = served(first);
        assertEquals(0, shared(ofFirst, ofBlind));
        assertTrue(ofFirst.size() < HOSTS.size());
    }

    @Test
    void theHostsOfADeadInstanceAreTakenOverWithinThirtySeconds() {
        var second = members.join("fetch");
        members.pass(Duration.ofSeconds(10), first, second);
        served(first);
        assertFalse(served(second).isEmpty());
        var since = members.nanos.get();
        while (served(first).size() < HOSTS.size()) {
            assertTrue(members.nanos.get() - since < Duration.ofSeconds(30).toNanos());
            members.pass(Duration.ofSeconds(1), first);
        }
        assertTrue(members.nanos.get() - since >= Duration.ofSeconds(10).toNanos(), "it might have been alive");
    }

    @Test
    void anInstanceThatStoppedLeavesNobodyWaiting() throws InterruptedException {
        served(first);
        var second = members.join("fetch");
        first.leave();
        second.look();
        assertEquals(HOSTS.size(), served(second).size());
        assertEquals(Answer.LEFT, first.begin(HOSTS.get(0)));
    }

    @Test
    void aHostIsGivenBackOnlyOnceItsPageIsThrough() {
        var host = hostOfASecond();
        assertEquals(Answer.HELD, first.begin(host));
        var second = members.join("fetch");
        members.pass(Duration.ofSeconds(20), first, second);
        assertEquals(Answer.UNSETTLED, second.begin(host));
        assertEquals(Answer.LEFT, first.begin(host), "no further page");
        assertTrue(first.claims.mayGoOn(host, first.self.id()));
        first.claims.end(host);
        assertEquals(Answer.UNSETTLED, second.begin(host));
        first.look();
        assertEquals(Answer.HELD, second.begin(host));
    }

    @Test
    void aStalledHolderMayNotGoOnWhenItWakesUp() {
        var host = hostOfASecond();
        var second = members.join("fetch");
        members.pass(Duration.ofSeconds(10), first, second);
        assertEquals(Answer.HELD, second.begin(host));
        var name = second.self.id();
        members.pass(Duration.ofSeconds(25), first);
        assertEquals(Answer.HELD, first.page(host));
        assertFalse(second.claims.mayGoOn(host, name));
        assertEquals(Answer.CUT_OFF, second.begin(host));
        second.beat();
        assertFalse(second.claims.mayGoOn(host, name), "its name is dead");
        second.look();
        assertEquals(0, shared(served(second), served(first)));
    }

    @Test
    void aHolderThatStoodStillClaimsAnewAlsoIfNobodyTookOver() {
        assertEquals(Answer.HELD, first.page("shop.example"));
        members.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        first.beat().look();
        assertEquals(Answer.HELD, first.page("shop.example"));
        assertEquals(
                List.of("_members/claims/shop.example/00000001.json", "_members/claims/shop.example/00000002.json"),
                claims());
    }

    @Test
    void ofTwoThatClaimAtOnceOneWinsAndTheOtherLearnsWho() {
        var host = hostOfASecond();
        var second = members.join("fetch");
        // The first one sees itself alone; its claim gets in between the second one's question and its claim.
        var race = new CountingLake(members.lake) {
            @Override
            public boolean create(String key, byte[] content, Map<String, String> metadata) {
                assertEquals(Answer.HELD, first.page(host));
                return super.create(key, content, metadata);
            }
        };
        var claims = new HostClaims(race, race, second.self, second.living, () -> Members.NOW);
        assertEquals(Answer.UNSETTLED, claims.begin(host));
        assertEquals(first.self.id(), claims.holder(host));
    }

    @Test
    void aClaimWhoseAnswerWasLostIsTheInstancesOwn() {
        var lossy = new LossyCommits();
        var claims = new HostClaims(members.lake, lossy, first.self, first.living, () -> Members.NOW);
        assertEquals(Answer.CUT_OFF, claims.begin("shop.example"));
        lossy.heal();
        assertEquals(Answer.HELD, claims.begin("shop.example"));
        assertEquals(1, claims().size());
    }

    @Test
    void aClaimWhoseAnswerWasLostIsGivenBackWhenItIsNotWantedAnyMore() {
        var host = hostOfASecond();
        var lossy = new LossyCommits();
        var claims = new HostClaims(members.lake, lossy, first.self, first.living, () -> Members.NOW);
        claims.begin(host);
        lossy.heal();
        var second = members.join("fetch");
        first.look();
        claims.settle();
        assertEquals(Answer.HELD, second.begin(host));
    }

    @Test
    void aReleaseWhoseAnswerWasLostIsRepeated() {
        var host = hostOfASecond();
        var lossy = new LossyCommits();
        var claims = new HostClaims(members.lake, lossy, first.self, first.living, () -> Members.NOW);
        lossy.heal();
        assertEquals(Answer.HELD, claims.begin(host));
        claims.end(host);
        var second = members.join("fetch");
        first.look();
        lossy.refuse();
        claims.settle();
        assertEquals(Answer.UNSETTLED, second.begin(host));
        lossy.heal();
        claims.settle();
        assertEquals(Answer.HELD, second.begin(host));
    }

    @Test
    void aHolderThatDiesBeforeItGivesBackIsWaitedForAndNotLonger() {
        var host = hostOfASecond();
        served(first);
        var second = members.join("fetch");
        members.pass(Duration.ofSeconds(10), second);
        assertEquals(Answer.UNSETTLED, second.begin(host));
        members.pass(Duration.ofSeconds(20), second);
        assertEquals(Answer.HELD, second.begin(host));
    }

    @Test
    void theNewestOfALongChainIsFoundWithoutReadingAllOfIt() {
        for (var n = 1; n <= 1_000; n++) {
            members.lake.create(Claim.key("old.example", n), new Claim("x", n, Members.NOW).toJson(), Map.of());
        }
        members.lake.create(Claim.releasedKey("old.example", 1_000), new byte[0], Map.of());
        var calls = new CountingLake(members.lake);
        var claims = new HostClaims(calls, calls, first.self, first.living, () -> Members.NOW);
        assertEquals(Answer.HELD, claims.begin("old.example"));
        assertTrue(calls.calls < 30, "calls: " + calls.calls);
    }

    @Test
    void whoDoesNotFetchHasNoShareOfTheHosts() {
        members.join("land", "clean");
        members.pass(Duration.ofSeconds(10), first);
        assertEquals(HOSTS.size(), served(first).size());
    }

    /** A host that is the first instance's now, and another one's once there are two. */
    private String hostOfASecond() {
        var next = "box-" + (Integer.parseInt(first.self.id().substring("box-".length())) + 1);
        return HOSTS.stream()
                .filter(host -> Rendezvous.owner(host, List.of(first.self.id(), next))
                        .orElseThrow()
                        .equals(next))
                .findFirst()
                .orElseThrow();
    }

    private List<String> claims() {
        return members.lake.keys().stream()
                .filter(key -> key.startsWith(Claim.FOLDER))
                .toList();
    }

    /** Writes and loses the answer, until it is healed. */
    private final class LossyCommits implements Commits {
        private boolean loses = true;
        private boolean refuses;

        void heal() {
            loses = false;
            refuses = false;
        }

        void refuse() {
            refuses = true;
        }

        @Override
        public boolean create(String key, byte[] content, Map<String, String> metadata) {
            if (refuses) {
                throw new IllegalStateException("refused");
            }
            var created = members.lake.create(key, content, metadata);
            if (loses) {
                throw new IllegalStateException("lost");
            }
            return created;
        }
    }
}
