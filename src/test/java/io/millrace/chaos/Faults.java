package io.millrace.chaos;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which calls go wrong, and how: of one seed, the n-th call of a kind always the same way. Counts what went wrong. */
final class Faults {
    /** What share of the calls goes wrong. */
    private static final double SHARE = 0.06;
    /** One call in so many is given a fault that has not been seen yet. */
    private static final double UNSEEN = 0.15;
    /** A fault that has not been seen befalls the call after so many that it could have befallen. */
    private static final int OVERDUE = 4;
    /** The same of faults that few calls suit: a life may end before there is a second. */
    private static final int RARE_OVERDUE = 0;

    private final long seed;
    private final Map<String, AtomicInteger> calls = new TreeMap<>();
    private final Map<Fault, Integer> fired = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> suited = new EnumMap<>(Fault.class);
    private volatile boolean calm;

    Faults(long seed) {
        this.seed = seed;
    }

    /** From now on nothing goes wrong, or again what should. */
    void calm(boolean is) {
        calm = is;
    }

    /** A generator of its own for each call. */
    synchronized SplittableRandom random(Call call) {
        var n = calls.computeIfAbsent(call.kind(), kind -> new AtomicInteger()).incrementAndGet();
        return new SplittableRandom(seed * 31 + call.kind().hashCode() * 1_000_003L + n);
    }

    synchronized Optional<Fault> choose(Call call, HttpMessage request, SplittableRandom random) {
        if (calm || call.life().isEmpty()) {
            return Optional.empty();
        }
        var suitable = Arrays.stream(Fault.values())
                .filter(fault -> fault.suits(call, request))
                .toList();
        suitable.forEach(fault -> suited.merge(fault, 1, Integer::sum));
        var unseen =
                suitable.stream().filter(fault -> !fired.containsKey(fault)).toList();
        var overdue = unseen.stream()
                .filter(fault -> suited.get(fault) > (fault.isRare() ? RARE_OVERDUE : OVERDUE))
                .min(Comparator.comparing(suited::get));
        if (overdue.isPresent()) {
            return overdue;
        }
        if (!unseen.isEmpty() && random.nextDouble() < UNSEEN) {
            return Optional.of(unseen.get(random.nextInt(unseen.size())));
        }
        return random.nextDouble() < SHARE
                ? Optional.of(suitable.get(random.nextInt(suitable.size())))
                : Optional.empty();
    }

    /** Says that the caller was really given it. */
    synchronized void fired(Fault fault) {
        fired.merge(fault, 1, Integer::sum);
    }

    synchronized Map<Fault, Integer> counts() {
        return new EnumMap<>(fired);
    }

    /** How many calls each could have befallen. */
    synchronized Map<Fault, Integer> suited() {
        return new EnumMap<>(suited);
    }
}
