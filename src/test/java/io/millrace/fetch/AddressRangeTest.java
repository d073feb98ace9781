package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network",
        "10.1.2.3, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.1.1, link-local",
        "169.254.169.254, cloud metadata",
        "100.100.100.200, cloud metadata",
        "224.0.0.1, multicast",
        "255.255.255.255, reserved",
        "::1, loopback",
        "::, unspecified",
        "fe80::1, link-local",
        "fc00::1, unique-local",
        "fdff::1, unique-local",
        "fd00:ec2::254, cloud metadata",
        "ff02::1, multicast",
        "::ffff:10.0.0.1, private",
        "::127.0.0.1, unspecified",
        "64:ff9b::7f00:1, loopback",
        "2002:7f00:1::, 6to4",
        "2001::1, protocol assignments",
        "4000::1, not global"
    })
    void anAddressThatIsNotPublicIsRefused(String address, String range) throws UnknownHostException {
        assertEquals(Optional.of(range), AddressRange.refusing(InetAddress.getByName(address), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::808:808"
            })
    void aPublicAddressIsVisited(String address) throws UnknownHostException {
        assertEquals(Optional.empty(), AddressRange.refusing(InetAddress.getByName(address), false));
    }

    @Test
    void aSourceThatMayReadPrivateNetworksStillGetsNoCredentialsOfTheMachine() throws UnknownHostException {
        assertTrue(
                AddressRange.refusing(InetAddress.getByName("10.0.0.1"), true).isEmpty());
        assertTrue(AddressRange.refusing(InetAddress.getByName("::1"), true).isEmpty());
        assertTrue(AddressRange.refusing(InetAddress.getByName("169.254.169.254"), true)
                .isPresent());
    }
}
