package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ControlPortTest {
    private static final String HOST = "127.0.0.1";

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(HOST));
    }

    @Test
    void aPortThatIsSetAndTakenIsRefusedWithItsNumber() throws IOException {
        try (var socket = taken()) {
            var set = OptionalInt.of(socket.getLocalPort());
            var refusal = assertThrows(UsageException.class, () -> ControlPort.check(HOST, set));
            assertTrue(refusal.getMessage().startsWith("port " + socket.getLocalPort() + " of 127.0.0.1 is in use"));
            assertThrows(UsageException.class, () -> ControlPort.choose(HOST, set));
        }
    }

    @Test
    void withoutASettingSomePortIsAlwaysFound() throws IOException {
        assertDoesNotThrow(() -> ControlPort.check(HOST, OptionalInt.empty()));
        var chosen = ControlPort.choose(HOST, OptionalInt.empty());
        assertTrue(ControlPort.isFree(HOST, chosen.port()));
    }

    @Test
    void aPortThatAnotherProcessAnswersIsNotTakenForItsOwn() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        try {
            var control = new ControlPort(HOST, other.getAddress().getPort(), "token");
            var failure = assertThrows(IllegalStateException.class, () -> control.verify(new CompletableFuture<>()));
            assertTrue(failure.getMessage().contains("another process took port " + control.port()));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aServerWithoutItsPortIsNotedWithoutAnAnswerOfWhoeverHasIt() throws IOException {
        try (var socket = taken()) {
            var control = new ControlPort(HOST, socket.getLocalPort(), "token");
            var failed = CompletableFuture.<Void>failedFuture(new IOException("Address already in use"));
            assertThrows(IllegalStateException.class, () -> control.verify(failed));
        }
    }

    @Test
    void aPortThatAnswersToTheTokenIsItsOwn() throws IOException {
        var own = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        own.createContext("/control/query", exchange -> {
            var shown = exchange.getRequestHeaders().getFirst("Authorization");
            exchange.sendResponseHeaders("Bearer token".equals(shown) ? 200 : 403, -1);
            exchange.close();
        });
        own.start();
        try {
            var port = own.getAddress().getPort();
            assertDoesNotThrow(() -> new ControlPort(HOST, port, "token").verify(new CompletableFuture<>()));
            assertThrows(
                    IllegalStateException.class,
                    () -> new ControlPort(HOST, port, "other").verify(new CompletableFuture<>()));
        } finally {
            own.stop(0);
        }
    }

    @Test
    void aPortOfAllAddressesIsReachedOnThisMachineByLoopback() {
        assertEquals("http://127.0.0.1:8080", new ControlPort("0.0.0.0", 8080, "").url());
        assertEquals("http://[::1]:8080", new ControlPort("::", 8080, "").url());
        assertEquals("http://10.0.0.5:8080", new ControlPort("10.0.0.5", 8080, "").url());
    }

    @Test
    void anAddressOfVersionSixStandsInBrackets() {
        assertEquals("http://[::1]:8080", new ControlPort("::1", 8080, "").url());
    }
}
