package io.millrace.local;

/** Random numbers that are a function of their arguments: the same draw is the same number in every process. Stateless. */
public final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draw() {}

    /** A number in [0, 1) for the n-th draw of this name and seed. */
    public static double of(long seed, String name, long n) {
        return (mix(mix(seed ^ mix(hash(name))) + n * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    // FNV-1a over the UTF-16 units.
    private static long hash(String name) {
        var hash = 0xCBF29CE484222325L;
        for (var i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    // The finalizer of SplitMix64.
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
