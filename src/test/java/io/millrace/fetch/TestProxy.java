package io.millrace.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on this machine that leads every host to this machine, and remembers what it was asked. */
final class TestProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    /** First lines of requests. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it answers to whoever lacks this Proxy-Authorization; null lets all pass. */
    volatile String login;
    /** What it answers instead of making a way, as a first line; null makes it. */
    volatile String refusal;

    TestProxy() throws IOException {
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

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            var first = in.readLine();
            asked.add(first);
            var headers = new StringBuilder();
            var authorization = "";
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Proxy-Authorization: ")) {
                    authorization = line.substring("Proxy-Authorization: ".length());
                } else if (!line.startsWith("Connection: ")) {
                    headers.append(line).append("\r\n");
                }
            }
            if (login != null && !login.equals(authorization)) {
                say(socket, "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"p\"");
            } else if (refusal != null) {
                say(socket, refusal);
            } else {
                lead(socket, first.split(" "), headers.toString());
            }
        } catch (IOException e) {
            // One side has closed.
        }
    }

    private void lead(Socket client, String[] first, String headers) throws IOException {
        var tunnel = first[0].equals("CONNECT");
        var at = URI.create(tunnel ? "https://" + first[1] : first[1]);
        try (var site = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
            if (tunnel) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
            } else {
                var request =
                        first[0] + " " + at.getRawPath() + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
                site.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            }
            threads.execute(() -> copy(client, site));
            if (!tunnel) {
                // The answer's first line, and that no other follows over this connection.
                for (var one = site.getInputStream().read();
                        one >= 0;
                        one = site.getInputStream().read()) {
                    client.getOutputStream().write(one);
                    if (one == '\n') {
                        break;
                    }
                }
                client.getOutputStream().write("Connection: close\r\n".getBytes());
            }
            copy(site, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has closed.
        }
    }

    private static void say(Socket socket, String head) throws IOException {
        socket.getOutputStream().write((head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes());
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
