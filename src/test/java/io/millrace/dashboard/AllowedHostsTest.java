package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:65535", "[::1]:80", "[::1]"})
    void theMachineItselfMayBeAsked(String host) {
        assertDoesNotThrow(
                () -> AllowedHosts.loopback().check("http://" + host + "/api/prices?search=http://localhost/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "127.0.0.1.evil.example:8080",
                "localhost.evil.example",
                "localhost@evil.example",
                "10.0.0.1",
                "localhost:",
                "evil.example:8080:8080",
                "localhost:8080:8080"
            })
    void anyOtherNameIsRefused(String host) {
        var message = assertThrows(
                        SecurityException.class,
                        () -> AllowedHosts.loopback().check("http://" + host + "/api/prices?search=http://localhost/"))
                .getMessage();
        assertTrue(message.contains("localhost"), message);
    }

    @Test
    void aNameOfYourOwnCanBeAllowedBesides() {
        var hosts = AllowedHosts.and(List.of("Prices.internal"));
        assertDoesNotThrow(() -> hosts.check("http://prices.internal:8080/"));
        assertDoesNotThrow(() -> hosts.check("http://localhost"));
        assertThrows(SecurityException.class, () -> hosts.check("http://evil.example/"));
    }

    @Test
    void whereOthersReachItItMayBeCalledByItsOwnAddresses() throws Exception {
        var hosts = AllowedHosts.open(List.of("prices.internal"));
        assertDoesNotThrow(() -> hosts.check("http://127.0.0.2:8080/"));
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address) {
                    assertDoesNotThrow(() -> hosts.check("http://" + address.getHostAddress() + ":8080/"));
                }
            }
        }
        assertDoesNotThrow(() -> hosts.check("http://prices.internal/"));
        for (var other : List.of("203.0.113.7", "evil.example", "[2001:db8::7]", "999.1.1.1")) {
            assertThrows(SecurityException.class, () -> hosts.check("http://" + other + "/"), other);
        }
        assertThrows(SecurityException.class, () -> AllowedHosts.loopback().check("http://127.0.0.2/"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"/api/prices", "localhost", "ftp://localhost/"})
    void aRequestThatNamesNoHostIsRefused(String url) {
        assertThrows(SecurityException.class, () -> AllowedHosts.loopback().check(url));
    }
}
