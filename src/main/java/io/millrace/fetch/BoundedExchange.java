package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import io.millrace.fetch.FetchException.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The outermost step of the HTTP client: reads each answer whole, within its bounds of time, bytes and type, or fails
 * with a {@link FetchException}.
 *
 * <p>Time is kept from outside: a site that sends a byte now and then never trips a socket's timeout, so an alarm closes
 * the connection. Bytes are counted after decompression, as they come.
 */
final class BoundedExchange implements ExecChainHandler {
    private final FetchSettings settings;
    private final ScheduledExecutorService alarms;
    private final Failures failures;

    /** @param proxy through which the client goes; null for none */
    BoundedExchange(FetchSettings settings, ProxyAddress proxy, ScheduledExecutorService alarms) {
        this.settings = settings;
        this.alarms = alarms;
        this.failures = new Failures(settings, proxy);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) {
        var url = address(request);
        var late = new AtomicBoolean();
        var alarm = alarms.schedule(
                () -> {
                    late.set(true);
                    cancel(scope);
                },
                settings.totalTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            var response = chain.proceed(request, scope);
            checkWhoAnswered(url, response, scope);
            if (response.getEntity() != null) {
                response.setEntity(new ByteArrayEntity(body(url, response, scope), null));
                // What is still encoded now is in an encoding that nobody here knows.
                response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
            }
            var wire = scope.clientContext.getAttribute(WireBytes.KEY) instanceof WireBytes.Count count
                    ? count.bytes()
                    : 0;
            response.setHeader(Answer.WIRE_BYTES, Long.toString(wire));
            return response;
        } catch (FetchException e) {
            scope.execRuntime.discardEndpoint();
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            throw late.get() ? failures.late(url, e) : failures.of(url, e);
        } finally {
            alarm.cancel(false);
        }
    }

    private void checkWhoAnswered(String url, ClassicHttpResponse response, ExecChain.Scope scope) {
        var bySite = scope.clientContext.getAttribute(WireBytes.KEY) != null;
        if (!bySite || response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED && failures.proxy() != null) {
            throw failures.byProxy(url, response.getCode());
        }
    }

    /** The status of an answer that is no page says it all, whatever becomes of its body. */
    private byte[] body(String url, ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        if (isPage(response)) {
            return read(url, response, scope);
        }
        try {
            return read(url, response.getEntity(), Bounds.NO_PAGE, scope);
        } catch (IOException e) {
            scope.execRuntime.discardEndpoint();
            return new byte[0];
        }
    }

    private byte[] read(String url, ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        var entity = response.getEntity();
        var bounds = bounds(scope);
        var type = entity.getContentType() == null ? "" : entity.getContentType();
        if (!bounds.takes(type)) {
            var cure = "only HTML, XML, JSON and plain text are read, remove the page from its source";
            throw new FetchException(Kind.CONTENT_TYPE, url, "content of type " + type, cure);
        }
        var encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.getValue().isBlank() && entity.getContentLength() != 0) {
            var cure = "it answers in an encoding that was not asked for and cannot be read";
            throw new FetchException(Kind.CONTENT_TYPE, url, "content encoded as " + encoding.getValue(), cure);
        }
        return read(url, entity, bounds, scope);
    }

    private static byte[] read(String url, HttpEntity entity, Bounds bounds, ExecChain.Scope scope) throws IOException {
        var stream = entity.getContent();
        var body = stream.readNBytes(bounds.maxBytes());
        if (stream.read() < 0) {
            stream.close();
            return body;
        }
        // Closing the stream would read on to its end, and it may have none.
        scope.execRuntime.discardEndpoint();
        if (bounds.cut()) {
            return body;
        }
        throw new FetchException(
                Kind.TOO_LARGE,
                url,
                "a body of more than " + bounds.maxBytes() + " bytes",
                "raise millrace.fetch.max-bytes if such pages are wanted");
    }

    private static boolean isPage(ClassicHttpResponse response) {
        return response.getCode() >= 200 && response.getCode() <= 299;
    }

    private Bounds bounds(ExecChain.Scope scope) {
        return scope.clientContext.getAttribute(Bounds.KEY) instanceof Bounds own
                ? own
                : Bounds.page(Math.toIntExact(settings.maxBytes()));
    }

    private static void cancel(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        } else {
            scope.execRuntime.discardEndpoint();
        }
    }

    private static String address(ClassicHttpRequest request) {
        try {
            return request.getUri().toString();
        } catch (URISyntaxException e) {
            return request.getScheme() + "://" + request.getAuthority();
        }
    }
}
