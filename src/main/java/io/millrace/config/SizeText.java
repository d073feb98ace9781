package io.millrace.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes as they are written in a configuration: MB are millions of bytes, MiB are 1024 × 1024 bytes. */
final class SizeText {
    static final String FORMS = "a number with its unit, such as 512KiB, 16MB or 1GB";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(B|kB|KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private SizeText() {}

    /** The size in bytes. */
    static Optional<Long> read(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(Long.parseLong(form.group(1)) * BYTES.get(form.group(2)))
                : Optional.empty();
    }

    /** The shortest form that says the same. */
    static String write(long bytes) {
        for (var unit : new String[] {"GiB", "GB", "MiB", "MB", "KiB", "kB"}) {
            if (bytes > 0 && bytes % BYTES.get(unit) == 0) {
                return bytes / BYTES.get(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
