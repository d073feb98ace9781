package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class AddressGuardTest {
    private final InMemoryDnsResolver names = new InMemoryDnsResolver();
    private final AddressGuard guard = new AddressGuard(names, false);

    @Test
    void aNameThatPointsIntoAPrivateNetworkIsRefusedWithItsAddress() throws UnknownHostException {
        names.add("rebound.example", InetAddress.getByName("10.0.0.7"));
        var failure = assertThrows(AddressGuard.RefusedAddress.class, () -> guard.resolve("rebound.example"));
        assertTrue(failure.getMessage().contains("10.0.0.7 (private)"), failure.getMessage());
    }

    @Test
    void ofSeveralAddressesOnlyThePublicOnesAreUsed() throws UnknownHostException {
        var open = InetAddress.getByName("8.8.8.8");
        names.add("mixed.example", InetAddress.getByName("127.0.0.1"), open);
        assertArrayEquals(new InetAddress[] {open}, guard.resolve("mixed.example"));
    }

    @Test
    void aNameThatNobodyKnowsIsUnknown() {
        var failure = assertThrows(UnknownHostException.class, () -> guard.resolve("nowhere.example"));
        assertTrue(!(failure instanceof AddressGuard.RefusedAddress));
    }
}
