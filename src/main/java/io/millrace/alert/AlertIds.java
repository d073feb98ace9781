package io.millrace.alert;

import io.millrace.config.AlertRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from what they are of, so that a repetition is known by them. */
final class AlertIds {
    private static final int BYTES = 16;

    private AlertIds() {}

    /**
     * The id of an alert.
     *
     * @param trigger what made the rule speak: an event's id, or since when a source is as it is
     */
    static String of(AlertRule rule, String subject, String trigger) {
        return hash(rule.name(), rule.definition(), subject, trigger);
    }

    /** A key of at most 32 characters for the parts, each of which counts. */
    static String hash(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) ':');
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
