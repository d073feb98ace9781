package io.millrace.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server on loopback, passes calls on, and lets some of them go wrong. Whoever watches is told how far a
 * call has come, and may end the caller there. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {
    /** How far a call has come. */
    enum Stage {
        /** Half of the request's body has arrived. */
        HALF_SENT,
        /** It was carried out; the caller does not know. */
        CARRIED_OUT,
        /** The caller was given the answer. */
        ANSWERED
    }

    /** Whoever wants to know. */
    interface Watch {
        /** Whether the caller is to be ended when this call comes so far. */
        boolean awaits(Stage stage, Call call, HttpMessage request);

        /** The call has come so far; the caller is dead when this returns. */
        void reached(Stage stage, Call call);
    }

    private final ServerSocket listening;
    private final URI behind;
    private final Faults faults;
    private final Watch watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private FaultProxy(ServerSocket listening, URI behind, Faults faults, Watch watch) {
        this.listening = listening;
        this.behind = behind;
        this.faults = faults;
        this.watch = watch;
    }

    static FaultProxy start(URI behind, Faults faults, Watch watch) throws IOException {
        var proxy = new FaultProxy(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), behind, faults, watch);
        proxy.threads.submit(proxy::accept);
        return proxy;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                threads.submit(() -> serve(client));
            } catch (IOException e) {
                // Closed, which the loop sees.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Upstream(behind)) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            for (var head = HttpMessage.readHead(in); head != null; head = HttpMessage.readHead(in)) {
                if (!pass(head, in, client, server)) {
                    return;
                }
            }
        } catch (IOException e) {
            // One side hung up, as a killed process does.
        }
    }

    /** Whether the connection can carry another call. */
    private boolean pass(HttpMessage head, InputStream in, Socket client, Upstream server) throws IOException {
        var call = Call.of(head);
        if (head.header("expect") != null) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        var request = head.withBodyOf(in).without("expect");
        var random = faults.random(call);
        if (request.body().length > 1 && watch.awaits(Stage.HALF_SENT, call, request)) {
            server.sendHalf(request);
            watch.reached(Stage.HALF_SENT, call);
            return false;
        }
        var fault = faults.choose(call, request, random);
        return fault.isPresent()
                ? fail(fault.get(), call, request, client, server, random)
                : answer(call, request, server.ask(request, call.isHead()), client);
    }

    private boolean answer(Call call, HttpMessage request, HttpMessage answer, Socket client) throws IOException {
        if (watch.awaits(Stage.CARRIED_OUT, call, request)) {
            watch.reached(Stage.CARRIED_OUT, call);
            return false;
        }
        var last = Arrival.hasRecords(call, answer) && watch.awaits(Stage.ANSWERED, call, request);
        client.getOutputStream().write(answer.toBytes(call.isHead()));
        client.getOutputStream().flush();
        if (last) {
            watch.reached(Stage.ANSWERED, call);
        }
        return !"close".equalsIgnoreCase(answer.header("connection")) && !last;
    }

    private boolean fail(
            Fault fault, Call call, HttpMessage request, Socket client, Upstream server, SplittableRandom random)
            throws IOException {
        switch (fault) {
            case REQUEST_LOST -> faults.fired(fault);
            case UPLOAD_CUT -> {
                server.sendHalf(request);
                faults.fired(fault);
            }
            case ANSWER_LOST, ANSWER_CUT -> {
                var answer = server.ask(request, call.isHead());
                if (fault == Fault.ANSWER_LOST || answer.body().length < 2) {
                    faults.fired(Fault.ANSWER_LOST);
                } else {
                    // Never within the head: without TLS nobody could tell that from a whole head.
                    var bytes = answer.toBytes();
                    client.getOutputStream().write(Arrays.copyOf(bytes, bytes.length - answer.body().length / 2));
                    client.getOutputStream().flush();
                    faults.fired(fault);
                }
            }
            case STALL -> {
                faults.fired(fault);
                stall(random.nextInt(500, 3500));
                return answer(call, request, server.ask(request, call.isHead()), client);
            }
            case TWICE -> {
                server.ask(request, call.isHead());
                faults.fired(fault);
                return answer(call, request, server.ask(request, call.isHead()), client);
            }
            case PARTIAL_PUT -> {
                var part = PartialPut.of(request, random);
                faults.fired(fault);
                return answer(call, request, part.answer(server.ask(part.request(request), false)), client);
            }
            default -> {
                faults.fired(fault);
                // A body after the head of an answer to HEAD would be taken for the beginning of the next answer.
                client.getOutputStream().write(fault.answer(call).toBytes(call.isHead()));
                client.getOutputStream().flush();
                return true;
            }
        }
        return false;
    }

    private void stall(int millis) throws IOException {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("closed");
            }
        } catch (InterruptedException e) {
            throw new IOException("closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closed.countDown();
        threads.shutdownNow();
    }
}
