package io.millrace.local.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The hash keys that a shard takes, both ends inclusive, within 0 … 2^128 − 1. */
record HashRange(BigInteger from, BigInteger to) {
    static final BigInteger KEYS = BigInteger.TWO.pow(128);

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9]\\d{0,38}");

    /** Divides all hash keys evenly; the last range takes the remainder, as at AWS. */
    static List<HashRange> divide(int shards) {
        var width = KEYS.divide(BigInteger.valueOf(shards));
        return IntStream.range(0, shards)
                .mapToObj(i -> {
                    var from = width.multiply(BigInteger.valueOf(i));
                    var end = i == shards - 1 ? KEYS : from.add(width);
                    return new HashRange(from, end.subtract(BigInteger.ONE));
                })
                .toList();
    }

    /** The hash key of a partition key: its MD5 as an unsigned number. */
    static BigInteger hashOf(String partitionKey) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            return new BigInteger(1, md5.digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Reads a hash key that a request gives in its field {@code field}. */
    static BigInteger parseKey(String field, String text) {
        if (!DECIMAL.matcher(text).matches() || new BigInteger(text).compareTo(KEYS) >= 0) {
            throw Fault.invalidArgument(
                    "Invalid %s. It must be in the range [0, 2^128-1], in decimal. Specified value was %s",
                    field, text);
        }
        return new BigInteger(text);
    }

    boolean contains(BigInteger hashKey) {
        return from.compareTo(hashKey) <= 0 && hashKey.compareTo(to) <= 0;
    }

    boolean isFollowedBy(HashRange other) {
        return to.add(BigInteger.ONE).equals(other.from);
    }
}
