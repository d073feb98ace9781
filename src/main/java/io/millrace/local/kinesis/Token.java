package io.millrace.local.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A list of texts as one opaque text that a client hands back: shard iterators and NextTokens. It holds all its state, so
 * that it outlives a restart of the server. A checksum finds tokens that were cut or mixed up; it is no protection.
 */
record Token(List<String> parts) {
    private static final String SEPARATOR = "\n";

    static Token of(Object... parts) {
        return new Token(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** Reads what {@link #toString} wrote; empty when {@code text} is no such token of {@code size} parts. */
    static Optional<Token> parse(String text, int size) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() < Integer.BYTES) {
                return Optional.empty();
            }
            var crc = bytes.getInt();
            var content = new byte[bytes.remaining()];
            bytes.get(content);
            var parts = List.of(new String(content, StandardCharsets.UTF_8).split(SEPARATOR, -1));
            return crc == crc(content) && parts.size() == size ? Optional.of(new Token(parts)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text(int index) {
        return parts.get(index);
    }

    long number(int index) {
        return Long.parseLong(parts.get(index));
    }

    @Override
    public String toString() {
        var content = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(crc(content))
                .put(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static int crc(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
