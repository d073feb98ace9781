package io.millrace.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Leads shop.example and other.example to this machine; knows no other name. */
final class TestNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "shop.example", "other.example" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            default -> {
                if (host.matches("[0-9.]+|.*:.*")) {
                    yield InetAddress.getAllByName(host);
                }
                throw new UnknownHostException(host);
            }
        };
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
