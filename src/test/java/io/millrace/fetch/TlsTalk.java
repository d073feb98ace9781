package io.millrace.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server on this machine that answers a TLS handshake with given bytes, and closes. */
final class TlsTalk implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    TlsTalk(byte[] answer) throws IOException {
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    var in = socket.getInputStream();
                    // The client's greeting is one record: its length stands in the fourth and fifth byte.
                    var head = in.readNBytes(5);
                    in.readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
                    socket.getOutputStream().write(answer);
                } catch (IOException | ArrayIndexOutOfBoundsException e) {
                    // The client has closed, or the test is over.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
