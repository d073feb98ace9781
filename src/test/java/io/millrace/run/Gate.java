package io.millrace.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of loopback that leads to another while it is open; shut, nobody answers there, and who was through is cut off. */
final class Gate implements AutoCloseable {
    private final int to;
    private final int port;
    private final Set<Socket> through = ConcurrentHashMap.newKeySet();
    private ServerSocket entry;

    Gate(int to) throws IOException {
        this.to = to;
        open(0);
        this.port = entry.getLocalPort();
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        open(port);
    }

    private void open(int at) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        entry = socket;
        start(() -> {
            while (true) {
                lead(socket.accept());
            }
        });
    }

    private void lead(Socket from) throws IOException {
        var on = new Socket(InetAddress.getLoopbackAddress(), to);
        through.add(from);
        through.add(on);
        start(() -> pass(from, on));
        start(() -> pass(on, from));
    }

    private static void pass(Socket from, Socket on) throws IOException {
        try (from;
                on) {
            from.getInputStream().transferTo(on.getOutputStream());
        }
    }

    void shut() throws IOException {
        entry.close();
        for (var socket : through) {
            socket.close();
        }
        through.clear();
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    /** Something that ends with its socket. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // It was shut.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
