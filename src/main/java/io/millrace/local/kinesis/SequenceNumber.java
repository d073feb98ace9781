package io.millrace.local.kinesis;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sequence number of a record: 56 decimal digits that sort as numbers in the order of {@code created}, {@code shard}
 * and {@code counter}, and so, within a shard, in the order of its records.
 *
 * <p>Like those of AWS they are 186-bit numbers; here 47 hexadecimal digits, of which the first is 2 (hence the constant
 * length), then 9 for {@code created}, 8 for {@code shard}, 16 for {@code counter} and a fixed tail.
 *
 * @param created when the shard was created, seconds since 1970; differs between a stream and its namesake before it
 * @param shard index of the shard in its stream
 * @param counter grows with each record of the shard; 0 is the start of the shard and no record
 */
record SequenceNumber(long created, int shard, long counter) {
    private static final String TAIL = "0000000000002";
    private static final Pattern DECIMAL = Pattern.compile("[1-9]\\d{55}");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("2([0-9a-f]{9})([0-7][0-9a-f]{7})([0-7][0-9a-f]{15})" + TAIL);
    private static final int HEX = 16;

    /** Reads what {@link #toString} wrote; empty when {@code text} is no such number. */
    static Optional<SequenceNumber> parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        var parts = HEXADECIMAL.matcher(new BigInteger(text).toString(HEX));
        return parts.matches()
                ? Optional.of(new SequenceNumber(
                        Long.parseLong(parts.group(1), HEX),
                        Integer.parseInt(parts.group(2), HEX),
                        Long.parseLong(parts.group(3), HEX)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        var hexadecimal = String.format(Locale.ROOT, "2%09x%08x%016x", created, shard, counter) + TAIL;
        return new BigInteger(hexadecimal, HEX).toString();
    }
}
