package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A way in which a site misbehaves.
 *
 * @param name as the table of faults has it
 */
record Fault(String name, RawSite.Misbehaviour misbehaviour) {
    private static final String HTML = "Content-Type: text/html\r\n";

    /** Faults of what is answered over a connection that works, in the order of the table. */
    static List<Fault> overHttp() throws IOException {
        var faults = new ArrayList<Fault>();
        for (var status : List.of(
                300, 304, 305, 306, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 418, 421, 423, 425, 426, 429, 431,
                451, 500, 501, 502, 503, 504, 505, 507, 511, 520, 530, 999)) {
            faults.add(says("status " + status, "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));
        }
        faults.add(
                says("status 429 with Retry-After", "HTTP/1.1 429 X\r\nRetry-After: 40\r\nContent-Length: 0\r\n\r\n"));
        faults.add(
                says("status 503 with Retry-After", "HTTP/1.1 503 X\r\nRetry-After: 40\r\nContent-Length: 0\r\n\r\n"));
        for (var status : List.of(301, 302, 303, 307, 308)) {
            faults.add(says("status " + status + " without Location", "HTTP/1.1 " + status + " X\r\n\r\n"));
        }
        faults.add(redirect("redirect to itself", "/p/1"));
        faults.add(new Fault("redirects without end", (site, socket, out) -> {
            var head = "HTTP/1.1 302 X\r\nContent-Length: 0\r\nConnection: close\r\nLocation: /p/" + System.nanoTime()
                    + "\r\n\r\n";
            out.write(head.getBytes(ISO_8859_1));
        }));
        faults.add(redirect("redirect into a private network", "http://10.0.0.1/admin"));
        faults.add(redirect("redirect to the cloud's metadata", "http://169.254.169.254/latest/meta-data/"));
        faults.add(redirect("redirect to a file", "file:///etc/passwd"));
        faults.add(redirect("redirect with a password", "http://user:hunter2@shop.example/"));
        faults.add(redirect("redirect to no address", "http://"));
        faults.add(new Fault("connection reset before the headers", (site, socket, out) -> reset(socket)));
        faults.add(new Fault("connection reset after the headers", (site, socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 100\r\n\r\nhalf").getBytes(ISO_8859_1));
            out.flush();
            site.closed(100);
            reset(socket);
        }));
        faults.add(new Fault("connection closed without an answer", (site, socket, out) -> {}));
        faults.add(new Fault("no answer", (site, socket, out) -> site.closed(30_000)));
        faults.add(new Fault("slow loris in the headers", (site, socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(ISO_8859_1));
            drip(site, out);
        }));
        faults.add(new Fault("slow loris in the body", (site, socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\n" + HTML + "\r\n").getBytes(ISO_8859_1));
            drip(site, out);
        }));
        faults.add(endless("body without end", "HTTP/1.1 200 OK\r\n" + HTML + "\r\n", "x".repeat(1 << 14)));
        faults.add(endless(
                "chunks without end",
                "HTTP/1.1 200 OK\r\n" + HTML + "Transfer-Encoding: chunked\r\n\r\n",
                "4000\r\n" + "x".repeat(1 << 14) + "\r\n"));
        faults.add(endless("headers without end", "HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"));
        faults.add(endless("a header without end", "HTTP/1.1 200 OK\r\nX: ", "y".repeat(1 << 14)));
        faults.add(endless(
                "gzip that never gives a byte",
                "HTTP/1.1 200 OK\r\n" + HTML + "Content-Encoding: gzip\r\n\r\n\u001f\u008b\b\b\0\0\0\0\0\0",
                "n".repeat(1 << 14)));
        var page = gzip("<h1>Lamp</h1>".repeat(1_000).getBytes(ISO_8859_1));
        faults.add(packed("gzip bomb", "gzip", gzip(new byte[20_000_000])));
        faults.add(packed("gzip three times over", "gzip, gzip, gzip", gzip(gzip(page))));
        faults.add(packed("gzip that breaks off", "gzip", Arrays.copyOf(page, page.length / 2)));
        faults.add(packed("gzip that is none", "gzip", "<h1>Lamp</h1>".getBytes(ISO_8859_1)));
        faults.add(packed("brotli that is none", "br", "<h1>Lamp</h1>".getBytes(ISO_8859_1)));
        faults.add(packed("unknown Content-Encoding", "zstd", "<h1>Lamp</h1>".getBytes(ISO_8859_1)));
        faults.add(
                says("Content-Length that is too long", "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 999\r\n\r\nx"));
        faults.add(says("Content-Length that is none", "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: lots\r\n\r\nx"));
        faults.add(
                says("chunk that is none", "HTTP/1.1 200 OK\r\n" + HTML + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"));
        faults.add(says("HTTP/0.9", "<html><h1>Lamp</h1></html>"));
        faults.add(says("HTTP/0.9 at length", "<html>".repeat(5_000)));
        faults.add(says("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"));
        faults.add(says("garbage", "\u0000\u00ff\u00fe\u0003garbage\r\n\r\n"));
        faults.add(says("TLS where none was asked for", "\u0015\u0003\u0001\u0000\u0002\u0002\u0046"));
        faults.add(typed("image", "image/png"));
        faults.add(typed("PDF", "application/pdf"));
        return faults;
    }

    /** What is odd and still a page. */
    static List<Fault> harmless() {
        return List.of(
                says("empty 200", "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 0\r\n\r\n"),
                says("status 204", "HTTP/1.1 204 No Content\r\n\r\n"),
                says(
                        "Content-Length that is too short",
                        "HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 4\r\n\r\nLamp, more"),
                says(
                        "charset that does not exist",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=klingon\r\n\r\nLamp"),
                says("no Content-Type", "HTTP/1.1 200 OK\r\n\r\nLamp"),
                says("lines without carriage returns", "HTTP/1.1 200 OK\nContent-Type: text/html\n\nLamp"));
    }

    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void drip(RawSite site, java.io.OutputStream out) throws Exception {
        while (!site.closed(100)) {
            out.write('x');
            out.flush();
        }
    }

    private static Fault says(String name, String text) {
        return new Fault(name, (site, socket, out) -> out.write(text.getBytes(ISO_8859_1)));
    }

    private static Fault redirect(String name, String location) {
        return says(name, "HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n");
    }

    private static Fault endless(String name, String start, String more) {
        return new Fault(name, (site, socket, out) -> {
            out.write(start.getBytes(ISO_8859_1));
            while (!site.closed(0)) {
                out.write(more.getBytes(ISO_8859_1));
            }
        });
    }

    private static Fault packed(String name, String encoding, byte[] body) {
        return new Fault(name, (site, socket, out) -> {
            out.write(
                    ("HTTP/1.1 200 OK\r\n" + HTML + "Content-Encoding: " + encoding + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(body);
        });
    }

    private static Fault typed(String name, String type) {
        return says(name, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 4\r\n\r\nbody");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
