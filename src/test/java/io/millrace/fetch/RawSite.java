package io.millrace.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server on this machine that knows nothing of HTTP but where a request ends: what it answers is written byte by byte.
 * It has no robots.txt.
 */
final class RawSite implements AutoCloseable {
    /** Answers a request. */
    interface Misbehaviour {
        void answer(RawSite site, Socket socket, OutputStream out) throws Exception;
    }

    private final ServerSocket server = new ServerSocket();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Misbehaviour misbehaviour;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    RawSite(Misbehaviour misbehaviour) throws IOException {
        this.misbehaviour = misbehaviour;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    threads.execute(() -> serve(socket));
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits; true when the test is over. */
    boolean closed(long millis) throws InterruptedException {
        return closing.await(millis, TimeUnit.MILLISECONDS);
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            var first = in.readLine();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // The request's headers.
            }
            var out = socket.getOutputStream();
            if (first != null && first.contains("/robots.txt")) {
                out.write("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
            } else if (first != null) {
                misbehaviour.answer(this, socket, out);
                out.flush();
            }
        } catch (Exception e) {
            // The client has closed.
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        threads.shutdownNow();
    }
}
