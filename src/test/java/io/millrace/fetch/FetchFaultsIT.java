package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults put into a site on purpose, and what a user reads of each: docs/fetch-faults.md holds just that. With
 * {@code -Dmillrace.write-golden} it is written anew.
 */
@Timeout(180)
class FetchFaultsIT {
    private static final Path TABLE = Path.of("docs/fetch-faults.md");
    private static final String HOST = "shop.example";

    private final List<String> rows = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void everyFaultIsToldAsTheTableSays() throws Exception {
        try (var route = new FetchRoute(new TestNames())) {
            for (var fault : Fault.overHttp()) {
                try (var site = new RawSite(fault.misbehaviour())) {
                    row(fault.name(), route, "http://" + HOST + ":" + site.port() + "/p/1");
                }
            }
            network(route);
            for (var fault : Fault.harmless()) {
                try (var site = new RawSite(fault.misbehaviour())) {
                    row(fault.name(), route, "http://" + HOST + ":" + site.port() + "/p/1");
                }
            }
        }
        secure();
        if (Boolean.getBoolean("millrace.write-golden")) {
            Files.writeString(TABLE, table());
        }
        assertEquals(Files.readString(TABLE), table());
    }

    private void network(FetchRoute route) throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        row("connection refused", route, "http://" + HOST + ":" + port + "/p/1");
        row("host that does not exist", route, "http://nowhere.example/p/1");
        row("address that is none", route, "shop.example/p/1");
        row("host on this machine", route, "http://" + HOST + ":" + port + "/p/1", FetchRules.DEFAULT);
    }

    private void secure() throws Exception {
        var own = TlsSite.keys(folder, HOST);
        var other = TlsSite.keys(folder, "other.example");
        var authority = TlsSite.keys(folder, "authority", "-ext", "bc=ca:true");
        var expired = TlsSite.signed(folder, authority, HOST, "-startdate", "-10d", "-validity", "5");
        var early = TlsSite.signed(folder, authority, HOST, "-startdate", "+10d", "-validity", "5");
        tls("certificate that it signed itself", own, null);
        tls("certificate of another host", other, other);
        tls("certificate that has expired", expired, authority);
        tls("certificate that is not valid yet", early, authority);
        try (var route = new FetchRoute(new TestNames())) {
            var oldTls = new byte[] {0x15, 3, 1, 0, 2, 2, 70};
            try (var site = new TlsTalk(oldTls)) {
                row("no version of TLS from 1.2 on", route, "https://" + HOST + ":" + site.port() + "/p/1");
            }
            try (var site = new TlsTalk("HTTP/1.1 400 X\r\n\r\n".getBytes())) {
                row("no TLS at all", route, "https://" + HOST + ":" + site.port() + "/p/1");
            }
            try (var site = new TlsTalk(new byte[0])) {
                row("handshake that breaks off", route, "https://" + HOST + ":" + site.port() + "/p/1");
            }
        }
        TlsSite.trusting(own, () -> {
            try (var route = new FetchRoute(new TestNames());
                    var site = new TlsSite(own)) {
                row("certificate that is trusted", route, site.url(HOST));
            }
        });
    }

    private void tls(String name, Path keys, Path trusted) throws Exception {
        TlsSite.Trusting look = () -> {
            try (var route = new FetchRoute(new TestNames());
                    var site = new TlsSite(keys)) {
                row(name, route, site.url(HOST));
            }
        };
        if (trusted == null) {
            look.run();
        } else {
            TlsSite.trusting(trusted, look);
        }
    }

    private void row(String name, FetchRoute route, String url) {
        row(name, route, url, new FetchRules(Duration.ZERO, false, Set.of(HOST), Map.of(), null));
    }

    private void row(String name, FetchRoute route, String url, FetchRules rules) {
        rows.add("| " + name + " | " + outcome(route, url, rules) + " |");
        // A host rests after five failures in a row; each fault is looked at by itself.
        route.time.sleep(Duration.ofDays(1));
    }

    private static String outcome(FetchRoute route, String url, FetchRules rules) {
        try {
            var page = route.fetch(url, rules);
            return "a page | | " + page.status() + ", " + page.body().length + " bytes";
        } catch (FetchException e) {
            return e.result() + " | " + (e.retryable() ? "yes" : "no") + " | " + plain(e.getMessage());
        }
    }

    /** Without what is another one in each run. */
    private static String plain(String message) {
        return message.replaceAll("example:\\d+", "example")
                .replaceAll("/p/\\d{2,}", "/p/…")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                .replace("|", "\\|");
    }

    private String table() {
        return """
                # What a page that cannot be fetched is reported as

                Each fault below is put into a site by a test (`FetchFaultsIT`), which compares this table with what really is
                reported: `result` is the word in `status`, metrics and `failed/`, `again` whether the page is asked for again
                in the same round. The limits are those of the test: 900 ms for an answer, 1,500 ms for a page, 100,000 bytes
                (on the wire 1 MiB).

                | fault | result | again | message |
                |---|---|---|---|
                """ + String.join("\n", rows) + "\n";
    }
}
