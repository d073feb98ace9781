package io.millrace.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/** One connection to the server behind the proxy, opened when it is needed. Not thread-safe. */
final class Upstream implements AutoCloseable {
    private final URI server;
    private Socket socket;
    private InputStream in;

    Upstream(URI server) {
        this.server = server;
    }

    HttpMessage ask(HttpMessage request, boolean headAlone) throws IOException {
        var kept = socket != null;
        try {
            return tryToAsk(request, headAlone);
        } catch (IOException e) {
            close();
            if (!kept) {
                throw e;
            }
            // The server had closed a connection that was kept.
            return tryToAsk(request, headAlone);
        }
    }

    /** Half of the body, and then nothing more. */
    void sendHalf(HttpMessage request) throws IOException {
        open();
        var bytes = request.toBytes();
        socket.getOutputStream().write(Arrays.copyOf(bytes, bytes.length - request.body().length / 2));
        socket.getOutputStream().flush();
        close();
    }

    private HttpMessage tryToAsk(HttpMessage request, boolean headAlone) throws IOException {
        open();
        request.writeTo(socket.getOutputStream());
        var head = HttpMessage.readHead(in);
        if (head == null) {
            throw new IOException(server + " hung up");
        }
        var bodyless = headAlone || head.status() == 204 || head.status() == 304;
        var answer = bodyless ? head : head.withBodyOf(in);
        if ("close".equalsIgnoreCase(answer.header("connection"))) {
            close();
        }
        return answer;
    }

    private void open() throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
