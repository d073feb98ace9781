package io.millrace.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendezvousTest {
    private static final int KEYS = 10_000;
    private static final List<String> HOSTS =
            IntStream.range(0, KEYS).mapToObj(n -> "shop-" + n + ".example").toList();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void oneThatJoinsTakesItsShareAndMovesNothingElse(int n) {
        var before = instances(n);
        var after = instances(n + 1);
        var joined = after.get(n);
        var moved = HOSTS.stream()
                .filter(host -> !owner(host, before).equals(owner(host, after)))
                .toList();
        assertTrue(moved.stream().allMatch(host -> owner(host, after).equals(joined)));
        assertEquals(1.0 / (n + 1), (double) moved.size() / KEYS, 0.02);
    }

    @Test
    void oneThatLeavesMovesItsOwnAlone() {
        var before = instances(5);
        var after = new ArrayList<>(before);
        var gone = after.remove(2);
        var moved = HOSTS.stream()
                .filter(host -> !owner(host, before).equals(owner(host, after)))
                .toList();
        assertTrue(moved.stream().allMatch(host -> owner(host, before).equals(gone)));
        assertEquals(0.2, (double) moved.size() / KEYS, 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void instancesGetEqualShares(int n) {
        var shares =
                HOSTS.stream().collect(Collectors.groupingBy(host -> owner(host, instances(n)), Collectors.counting()));
        assertEquals(n, shares.size());
        shares.values().forEach(share -> assertEquals(1.0 / n, (double) share / KEYS, 0.02));
    }

    @Test
    void shardsWhoseNamesDifferInTheirLastDigitSpread() {
        var shares = IntStream.range(0, 1_000)
                .mapToObj("events.1795280000/shardId-%012d"::formatted)
                .collect(Collectors.groupingBy(shard -> owner(shard, instances(4)), Collectors.counting()));
        shares.values().forEach(share -> assertEquals(250, share, 50));
    }

    @Test
    void theOrderInWhichInstancesAreSeenDecidesNothing() {
        var instances = instances(4);
        var reversed = new ArrayList<>(instances);
        Collections.reverse(reversed);
        HOSTS.forEach(host -> assertEquals(owner(host, instances), owner(host, reversed)));
    }

    @Test
    void withoutInstancesNothingIsOwned() {
        assertEquals(Optional.empty(), Rendezvous.owner("shop.example", List.of()));
    }

    private static String owner(String key, List<String> instances) {
        return Rendezvous.owner(key, instances).orElseThrow();
    }

    /** Names as they are given: one machine's differ at their ends alone. */
    private static List<String> instances(int n) {
        return IntStream.range(0, n).mapToObj(i -> "box-%08x".formatted(i)).toList();
    }
}
