package io.millrace.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Event ids: a hash of what makes an observation that observation, so that a resend carries the same id. */
public final class EventIds {
    private static final int ID_BYTES = 16;

    private EventIds() {}

    /**
     * The id of an observation: the first 128 bits of SHA-256 over dataset, source, key and time, as 32 hexadecimal
     * digits.
     *
     * @param key the values of the dataset's key, in its order, without source and time
     */
    public static String of(String dataset, String source, List<String> key, Instant observedAt) {
        var sha = sha256();
        add(sha, dataset);
        add(sha, source);
        key.forEach(part -> add(sha, part));
        add(sha, observedAt.toString());
        return HexFormat.of().formatHex(sha.digest(), 0, ID_BYTES);
    }

    /** SHA-256 of the bytes, as 64 hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static void add(MessageDigest sha, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length goes first, so that ("ab", "c") and ("a", "bc") differ.
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
