package io.millrace.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What goes wrong in one run, and how often. Each run has its own mix, so that rare combinations come up too. */
final class Weather {
    /** What may happen to a call. */
    enum Fault {
        NONE,
        /** It fails and has done nothing. */
        REFUSED,
        /** It is carried out, and its answer is lost. */
        ANSWER_LOST,
        /** It fails and is carried out later all the same. */
        LATE,
        /** The client makes it twice by itself, and gives the second answer. */
        REPEATED,
        /** The instance stands still before it, while others go on. */
        STALLED_BEFORE,
        STALLED_AFTER,
        /** The instance dies before it. */
        CRASHED_BEFORE,
        CRASHED_AFTER,
        /** The instance is told to stop. */
        STOPPED
    }

    private static final double[] RATES = {0, 0.003, 0.01, 0.03, 0.08};
    private static final List<Fault> KINDS = List.of(Fault.values()).subList(1, Fault.values().length);

    private final SplittableRandom random;
    private final double rate;
    private final Map<Fault, Double> kinds = new EnumMap<>(Fault.class);
    private double weight;
    private boolean calm;

    Weather(SplittableRandom random, boolean calm) {
        this.random = random;
        this.calm = calm;
        this.rate = RATES[random.nextInt(RATES.length)];
        for (var kind : KINDS) {
            if (random.nextBoolean()) {
                var share = random.nextDouble();
                kinds.put(kind, share);
                weight += share;
            }
        }
    }

    Fault next() {
        if (calm || weight == 0 || random.nextDouble() >= rate) {
            return Fault.NONE;
        }
        var drawn = random.nextDouble() * weight;
        for (var kind : kinds.entrySet()) {
            drawn -= kind.getValue();
            if (drawn < 0) {
                return kind.getKey();
            }
        }
        return Fault.NONE;
    }

    /** From now on nothing goes wrong any more. */
    void clear() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }
}
