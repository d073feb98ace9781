package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/**
 * The HTTP clients of all fetching: one that reaches public addresses alone, one for hosts that may be in private
 * networks, and one for each proxy. Several, because a connection that one source was allowed to open must not serve
 * another that was not. Safe for many threads.
 */
final class WebClients implements RobotsDownload, AutoCloseable {
    private static final int MOST_PROXIES = 32;

    private final FetchSettings settings;
    private final DnsResolver names;
    private final ProxyGuard guard;
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, WebClients::thread);
    private final CloseableHttpClient open;
    private final CloseableHttpClient inner;
    private final Map<ProxyAddress, Shared> proxied = new LinkedHashMap<>(16, 0.75f, true);

    WebClients(FetchSettings settings, DnsResolver names) {
        this.settings = settings;
        this.names = names;
        this.guard = new ProxyGuard(names);
        alarms.setRemoveOnCancelPolicy(true);
        open = WebClient.direct(settings, new AddressGuard(names, false), alarms);
        inner = WebClient.direct(settings, new AddressGuard(names, true), alarms);
    }

    /** What checks requests through proxies before they are sent. */
    ProxyGuard guard() {
        return guard;
    }

    /** The client for a request to that address, to be given back when the answer was read. */
    Lease lease(URI url, FetchRules rules) {
        if (rules.proxy() == null) {
            return new Lease(rules.mayBePrivate(url.getHost()) ? inner : open, () -> {});
        }
        synchronized (proxied) {
            var shared = proxied.computeIfAbsent(
                    rules.proxy(), proxy -> new Shared(WebClient.through(proxy, settings, names, alarms)));
            shared.users++;
            closeIdle();
            return new Lease(shared.client, () -> giveBack(shared));
        }
    }

    private void giveBack(Shared shared) {
        synchronized (proxied) {
            shared.users--;
        }
    }

    /** Beyond the most, those that were not used for the longest time; sources that are changed leave proxies behind. */
    private void closeIdle() {
        var clients = proxied.values().iterator();
        while (proxied.size() > MOST_PROXIES && clients.hasNext()) {
            var eldest = clients.next();
            if (eldest.users == 0) {
                clients.remove();
                eldest.client.close(CloseMode.GRACEFUL);
            }
        }
    }

    @Override
    public Answer get(URI url, FetchRules rules, boolean elsewhere) {
        guard.check(url, rules, elsewhere);
        var context = HttpClientContext.create();
        context.setAttribute(Bounds.KEY, Bounds.ROBOTS);
        try (var lease = lease(url, rules)) {
            return lease.client().execute(new HttpGet(url), context, response -> answer(url, response));
        } catch (IOException e) {
            throw new FetchException(
                    FetchException.Kind.CONNECTION, url.toString(), e.getMessage(), "check the address", e);
        }
    }

    private static Answer answer(URI url, ClassicHttpResponse response) throws IOException {
        var body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        var headers = new TreeMap<String, String>();
        for (var name : Set.of("Content-Type", "Location", "Retry-After")) {
            var header = response.getFirstHeader(name);
            if (header != null) {
                headers.put(name.toLowerCase(Locale.ROOT), header.getValue());
            }
        }
        return new Answer(url, response.getCode(), headers, body);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "millrace-fetch-alarms");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        alarms.shutdownNow();
        open.close();
        inner.close();
        synchronized (proxied) {
            proxied.values().forEach(shared -> shared.client.close(CloseMode.GRACEFUL));
            proxied.clear();
        }
    }

    /** A client that somebody uses. */
    record Lease(CloseableHttpClient client, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** The client of one proxy; guarded by the map. */
    private static final class Shared {
        private final CloseableHttpClient client;
        private int users;

        private Shared(CloseableHttpClient client) {
            this.client = client;
        }
    }
}
