package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks where a request through a proxy leads, by the addresses that this machine finds for the host.
 *
 * <p>It is the proxy that resolves the name in the end, so this is less than {@link AddressGuard} gives: a proxy that
 * finds another address than this machine is not seen. A name that is not known here at all is let through where the
 * source itself names it, as a proxy may be the only one who knows, and refused where a redirect does.
 */
final class ProxyGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyGuard.class);
    private static final int MOST_TOLD = 1_000;

    private final DnsResolver names;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ProxyGuard(DnsResolver names) {
        this.names = names;
    }

    /**
     * Does nothing where the rules have no proxy.
     *
     * @param elsewhere whether a redirect leads to another host than the page's
     * @throws FetchException of kind {@code private_address}
     */
    void check(URI url, FetchRules rules, boolean elsewhere) {
        if (rules.proxy() == null) {
            return;
        }
        var mayBePrivate = rules.mayBePrivate(url.getHost());
        try {
            for (var address : resolved(url)) {
                AddressRange.refusing(address, mayBePrivate).ifPresent(range -> {
                    throw Failures.refused(url.toString(), address.getHostAddress() + " (" + range + ")");
                });
            }
        } catch (UnknownHostException e) {
            if (elsewhere && !mayBePrivate) {
                throw new FetchException(
                        Kind.PRIVATE_ADDRESS,
                        url.toString(),
                        "a redirect to a host that this machine does not know, and that the proxy may find in a private"
                                + " network",
                        "if the source is meant to go there, name the host in fetch.allow-private of its file");
            }
            tell(url.getHost(), rules.proxy());
        }
    }

    private InetAddress[] resolved(URI url) throws UnknownHostException {
        var all = names.resolve(url.getHost().replaceAll("[\\[\\]]", ""));
        if (all == null || all.length == 0) {
            throw new UnknownHostException(url.getHost());
        }
        return all;
    }

    private void tell(String host, ProxyAddress proxy) {
        if (told.size() < MOST_TOLD && told.add(host)) {
            LOG.warn(
                    "host={} proxy={} is known to the proxy alone: whether it lies in a private network cannot be told",
                    host,
                    proxy);
        }
    }
}
