package io.millrace.alert;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of webhooks: it follows no redirect, repeats nothing, keeps no cookies, reads little of an answer, and is done
 * within {@link #MOST_SECONDS}, however slowly the other side writes.
 */
public final class PostClient {
    static final int MOST_SECONDS = 45;

    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final Timeout ANSWER = Timeout.ofSeconds(20);
    private static final int MOST_BYTES = 2_000;

    private PostClient() {}

    /** A client with a thread of its own, a daemon. */
    public static CloseableHttpClient open() {
        return open(MOST_SECONDS * 1000L);
    }

    static CloseableHttpClient open(long mostMillis) {
        var alarms = new ScheduledThreadPoolExecutor(1, PostClient::thread);
        alarms.setRemoveOnCancelPolicy(true);
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(ANSWER)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(CONNECT).build())
                        .build())
                .setUserAgent("Millrace")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(ANSWER)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .addExecInterceptorFirst(
                        "bounds", (request, scope, chain) -> bounded(request, scope, chain, alarms, mostMillis))
                .build();
    }

    private static ClassicHttpResponse bounded(
            ClassicHttpRequest request,
            ExecChain.Scope scope,
            ExecChain chain,
            ScheduledExecutorService alarms,
            long mostMillis)
            throws IOException, HttpException {
        var alarm = alarms.schedule(() -> cancel(scope), mostMillis, TimeUnit.MILLISECONDS);
        try {
            var response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                var stream = response.getEntity().getContent();
                var begin = stream == null ? new byte[0] : stream.readNBytes(MOST_BYTES);
                if (begin.length == MOST_BYTES) {
                    scope.execRuntime.discardEndpoint();
                } else if (stream != null) {
                    stream.close();
                }
                response.setEntity(new ByteArrayEntity(begin, null));
            }
            return response;
        } finally {
            alarm.cancel(false);
        }
    }

    private static void cancel(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        } else {
            scope.execRuntime.discardEndpoint();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "millrace-alert-alarms");
        thread.setDaemon(true);
        return thread;
    }
}
