package io.millrace.member;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Spreads keys over instances so that all who see the same instances agree, and that one who comes or goes moves only
 * his own share: the highest random weight wins (Thaler and Ravishankar, 1998). Pure.
 */
final class Rendezvous {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The instance that a key belongs to; empty if there are none. */
    static Optional<String> owner(String key, Collection<String> instances) {
        Comparator<String> byWeight = (a, b) -> Long.compareUnsigned(weight(key, a), weight(key, b));
        return instances.stream().max(byWeight.thenComparing(Comparator.naturalOrder()));
    }

    /** 64 bits that change in half of their places with any change of either. */
    static long weight(String key, String instance) {
        return mixed(mixed(hash(key)) ^ hash(instance));
    }

    private static long hash(String text) {
        var hash = FNV_OFFSET;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The last step of MurmurHash3: FNV alone spreads names that differ at their end badly. */
    private static long mixed(long hash) {
        var h = hash;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
