package io.millrace.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names to the addresses that may be visited. The client connects to exactly these, so that neither a
 * redirect nor a name whose address changes between check and use leads into a private network.
 */
record AddressGuard(DnsResolver names, boolean allowPrivate) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var all = names.resolve(host);
        if (all == null || all.length == 0) {
            throw new UnknownHostException(host);
        }
        var open = Arrays.stream(all)
                .filter(address -> AddressRange.refusing(address, allowPrivate).isEmpty())
                .toArray(InetAddress[]::new);
        if (open.length == 0) {
            throw new RefusedAddress(
                    all[0].getHostAddress(),
                    AddressRange.refusing(all[0], allowPrivate).orElseThrow());
        }
        return open;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A host whose every address is refused. */
    static final class RefusedAddress extends UnknownHostException {
        RefusedAddress(String address, String range) {
            super(address + " (" + range + ")");
        }
    }
}
