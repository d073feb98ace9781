package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The two HTTP clients of all fetching: one that reaches public addresses alone, one for sources that may read private
 * networks. Two, because a connection that one source was allowed to open must not serve another that was not.
 *
 * <p>Neither follows redirects, retries, or keeps cookies: the route decides about each request.
 */
final class WebClients implements RobotsDownload, AutoCloseable {
    private static final String ACCEPT =
            "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.5";

    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, WebClients::thread);
    private final CloseableHttpClient open;
    private final CloseableHttpClient inner;

    WebClients(FetchSettings settings, DnsResolver names) {
        alarms.setRemoveOnCancelPolicy(true);
        open = client(settings, new AddressGuard(names, false));
        inner = client(settings, new AddressGuard(names, true));
    }

    CloseableHttpClient client(boolean allowPrivate) {
        return allowPrivate ? inner : open;
    }

    @Override
    public Answer get(URI url, boolean allowPrivate) {
        var context = HttpClientContext.create();
        context.setAttribute(Bounds.KEY, Bounds.ROBOTS);
        try {
            return client(allowPrivate).execute(new HttpGet(url), context, response -> answer(url, response));
        } catch (IOException e) {
            throw new FetchException(
                    FetchException.Kind.CONNECTION, url.toString(), e.getMessage(), "check the address", e);
        }
    }

    private static Answer answer(URI url, ClassicHttpResponse response) throws IOException {
        var body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Answer(
                url,
                response.getCode(),
                header(response, HttpHeaders.CONTENT_TYPE, ""),
                header(response, HttpHeaders.LOCATION, null),
                header(response, HttpHeaders.RETRY_AFTER, null),
                body);
    }

    private static String header(ClassicHttpResponse response, String name, String absent) {
        var header = response.getFirstHeader(name);
        return header == null ? absent : header.getValue();
    }

    private CloseableHttpClient client(FetchSettings settings, AddressGuard guard) {
        return HttpClients.custom()
                .setConnectionManager(connections(settings, guard))
                .setUserAgent(settings.userAgent())
                .setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.ACCEPT, ACCEPT)))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(settings.connectTimeout()))
                        .setResponseTimeout(timeout(settings.answerTimeout()))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .addExecInterceptorFirst("bounds", new BoundedExchange(settings, alarms))
                .build();
    }

    private static HttpClientConnectionManager connections(FetchSettings settings, AddressGuard guard) {
        var headers = Http1Config.custom()
                .setMaxHeaderCount(200)
                .setMaxLineLength(64 << 10)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guard)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(headers)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings.connectTimeout()))
                        .setSocketTimeout(timeout(settings.answerTimeout()))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        // Sites close idle connections: look before each use, as nothing is retried.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(settings.connectTimeout()))
                        .build())
                .setMaxConnTotal(256)
                .setMaxConnPerRoute(4)
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
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
    }
}
