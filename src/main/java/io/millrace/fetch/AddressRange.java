package io.millrace.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A range of addresses that are not the public internet's (the IANA special-purpose registries, RFC 6890).
 *
 * @param name what messages call it
 * @param network its first address
 * @param bits length of its prefix
 */
record AddressRange(String name, byte[] network, int bits) {
    private static final AddressRange GLOBAL_V6 = of("global", "2000::", 3);
    private static final AddressRange NAT64 = of("NAT64", "64:ff9b::", 96);
    private static final List<AddressRange> METADATA = List.of(
            of("cloud metadata", "169.254.169.254", 32),
            of("cloud metadata", "169.254.170.2", 32),
            of("cloud metadata", "169.254.170.23", 32),
            of("cloud metadata", "100.100.100.200", 32),
            of("cloud metadata", "fd00:ec2::", 32));
    private static final List<AddressRange> SPECIAL = List.of(
            of("this network", "0.0.0.0", 8),
            of("private", "10.0.0.0", 8),
            of("carrier-grade NAT", "100.64.0.0", 10),
            of("loopback", "127.0.0.0", 8),
            of("link-local", "169.254.0.0", 16),
            of("private", "172.16.0.0", 12),
            of("protocol assignments", "192.0.0.0", 24),
            of("documentation", "192.0.2.0", 24),
            of("6to4 relay", "192.88.99.0", 24),
            of("private", "192.168.0.0", 16),
            of("benchmarking", "198.18.0.0", 15),
            of("documentation", "198.51.100.0", 24),
            of("documentation", "203.0.113.0", 24),
            of("multicast", "224.0.0.0", 4),
            of("reserved", "240.0.0.0", 4),
            of("loopback", "::1", 128),
            of("unspecified", "::", 96),
            of("local NAT64", "64:ff9b:1::", 48),
            of("unique-local", "fc00::", 7),
            of("link-local", "fe80::", 10),
            of("site-local", "fec0::", 10),
            of("multicast", "ff00::", 8),
            of("protocol assignments", "2001::", 23),
            of("documentation", "2001:db8::", 32),
            of("6to4", "2002::", 16),
            of("documentation", "3fff::", 20));

    /** The name of the range that keeps the address from being visited, or nothing when it may be. */
    static Optional<String> refusing(InetAddress address, boolean allowPrivate) {
        var bytes = plain(address.getAddress());
        // Credentials of the machine are never a page, whatever network a source may read.
        var found = nameIn(METADATA, bytes);
        if (found.isPresent() || allowPrivate) {
            return found;
        }
        found = nameIn(SPECIAL, bytes);
        return found.isPresent() || bytes.length == 4 || GLOBAL_V6.holds(bytes) ? found : Optional.of("not global");
    }

    private static Optional<String> nameIn(List<AddressRange> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.holds(address))
                .map(AddressRange::name)
                .findFirst();
    }

    /** IPv4 addresses that are carried inside of IPv6 ones, taken out. */
    private static byte[] plain(byte[] address) {
        var mapped = address.length == 16
                && Arrays.equals(address, 0, 10, new byte[10], 0, 10)
                && address[10] == -1
                && address[11] == -1;
        return mapped || NAT64.holds(address) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private boolean holds(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit += 8) {
            var mask = bits - bit >= 8 ? 0xff : 0xff << 8 - (bits - bit);
            if (((address[bit / 8] ^ network[bit / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    private static AddressRange of(String name, String network, int bits) {
        try {
            return new AddressRange(name, InetAddress.getByName(network).getAddress(), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(network + " is no address", e);
        }
    }
}
