package io.millrace.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page.
 *
 * @param zipped the content as gzip
 * @param tag of the content, for {@code ETag}, without quotes
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebFile(byte[] content, byte[] zipped, String type, String tag) {
    private static final int TAG_BYTES = 12;

    static WebFile of(byte[] content, String type) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new WebFile(content, zip(content), type, HexFormat.of().formatHex(hash, 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] zip(byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length / 2);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
