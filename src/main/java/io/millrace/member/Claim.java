package io.millrace.member;

import io.millrace.dataset.Json;
import io.millrace.lake.Numbers;
import java.time.Instant;

/**
 * One link in the chain of those who held a host.
 *
 * @param instance who holds it since
 * @param n place in the chain, from 1
 * @param at when it was written, UTC, for people
 */
record Claim(String instance, long n, Instant at) {
    static final String FOLDER = "_members/claims/";

    /** Key of the n-th claim of a host. */
    static String key(String host, long n) {
        return FOLDER + host + "/" + Numbers.eightDigits(n) + ".json";
    }

    /** Key of what says that the n-th claim was given back. */
    static String releasedKey(String host, long n) {
        return FOLDER + host + "/" + Numbers.eightDigits(n) + ".released.json";
    }

    byte[] toJson() {
        return Json.bytes(this);
    }

    static Claim read(byte[] json, String key) {
        return Json.read(json, Claim.class, key);
    }
}
