package io.millrace.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request or an answer of HTTP/1.1 as it passes by.
 *
 * @param start request line or status line
 * @param headers whole lines, without those that say how long the body is
 */
record HttpMessage(String start, List<String> headers, byte[] body) {
    /** The head of a message; null where the connection has ended. */
    static HttpMessage readHead(InputStream in) throws IOException {
        var start = line(in);
        if (start == null) {
            return null;
        }
        var headers = new ArrayList<String>();
        for (var line = line(in); line == null || !line.isEmpty(); line = line(in)) {
            if (line == null) {
                throw new EOFException("the connection ended within the headers");
            }
            headers.add(line);
        }
        return new HttpMessage(start, headers, new byte[0]);
    }

    /** The length that the head tells; -1 where the body comes in chunks. */
    int length() {
        if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            return -1;
        }
        var length = header("content-length");
        return length == null ? 0 : Integer.parseInt(length.strip());
    }

    /** This head with the body that follows it. */
    HttpMessage withBodyOf(InputStream in) throws IOException {
        return withBody(length() < 0 ? chunks(in) : exactly(in, length()));
    }

    HttpMessage withBody(byte[] bytes) {
        return new HttpMessage(start, headers, bytes);
    }

    HttpMessage without(String name) {
        return new HttpMessage(
                start, headers.stream().filter(line -> !isOf(line, name)).toList(), body);
    }

    /** The value of a header; null where there is none. */
    String header(String name) {
        return headers.stream()
                .filter(line -> isOf(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    int status() {
        return Integer.parseInt(start.split(" ")[1]);
    }

    /** As it goes over the wire, with the length of the body that it has. */
    byte[] toBytes() {
        return toBytes(false);
    }

    /** As it goes over the wire; with the head's own length where no body follows, as after HEAD. */
    byte[] toBytes(boolean headAlone) {
        var out = new ByteArrayOutputStream();
        var text = new StringBuilder(start).append("\r\n");
        headers.stream()
                .filter(line -> headAlone || !isOf(line, "content-length") && !isOf(line, "transfer-encoding"))
                .forEach(line -> text.append(line).append("\r\n"));
        if (!headAlone) {
            text.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headAlone) {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(toBytes());
        out.flush();
    }

    private static boolean isOf(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a body: " + bytes.length + " of " + length);
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var head = line(in);
            if (head == null) {
                throw new EOFException("the connection ended between two chunks");
            }
            var length = Integer.parseInt(head.split(";")[0].strip(), 16);
            all.writeBytes(exactly(in, length));
            var end = line(in);
            while (length == 0 && end != null && !end.isEmpty()) {
                end = line(in);
            }
            if (length == 0) {
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
