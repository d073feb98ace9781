package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes HTTP clients that keep the limits of {@link BoundedExchange}. None follows redirects, retries, or keeps cookies:
 * the route decides about each request.
 */
final class WebClient {
    private static final String ACCEPT =
            "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.5";

    private WebClient() {}

    /** A client that connects to the addresses that the guard lets pass. */
    static CloseableHttpClient direct(FetchSettings settings, AddressGuard guard, ScheduledExecutorService alarms) {
        return client(settings, guard, new BoundedExchange(settings, null, alarms))
                .build();
    }

    /** A client whose every connection goes to the proxy, which may be in a private network. */
    static CloseableHttpClient through(
            ProxyAddress proxy, FetchSettings settings, DnsResolver names, ScheduledExecutorService alarms) {
        var host = new HttpHost("http", proxy.host(), proxy.port());
        var client = client(settings, new AddressGuard(names, true), new BoundedExchange(settings, proxy, alarms))
                .setProxy(host);
        if (proxy.user() != null) {
            var login = new BasicCredentialsProvider();
            login.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                            proxy.user(), proxy.password().toCharArray()));
            client.setDefaultCredentialsProvider(login);
        }
        return client.build();
    }

    private static HttpClientBuilder client(FetchSettings settings, AddressGuard guard, BoundedExchange bounds) {
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
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "wire", new WireBytes(settings.maxBytes()))
                .addExecInterceptorFirst("bounds", bounds);
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
                        // What an answer has left over must not be skipped: the next page would not be the one asked
                        // for.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(headers))
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
}
