package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import io.millrace.fetch.AddressGuard.RefusedAddress;
import io.millrace.fetch.FetchException.Kind;
import io.millrace.fetch.WireBytes.OverLimit;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * The HTTP client's exceptions in Millrace's words.
 *
 * @param proxy through which the client goes; null for none
 */
record Failures(FetchSettings settings, ProxyAddress proxy) {
    private static final int LONGEST_QUOTE = 100;

    /** A request that did not come to its end within the total timeout. */
    FetchException late(String url, Exception e) {
        var found =
                "no complete answer within " + seconds(settings.totalTimeout().toMillis());
        return new FetchException(
                Kind.TIMEOUT, url, found, "the site is slow, try again later or raise millrace.fetch.total-timeout", e);
    }

    FetchException of(String url, Exception e) {
        if (e instanceof RefusedAddress) {
            return refused(url, e.getMessage());
        }
        if (e instanceof InterruptedIOException) {
            return timeout(url, e);
        }
        if (e instanceof MessageConstraintException) {
            var cure = "nothing can be done on this side, remove the page from its source";
            return new FetchException(Kind.TOO_LARGE, url, "headers beyond all measure", cure, e);
        }
        if (e instanceof OverLimit) {
            var cure = "no page needs that, remove it from its source";
            return new FetchException(Kind.TOO_LARGE, url, e.getMessage(), cure, e);
        }
        if (e instanceof UnknownHostException) {
            var found = proxy == null ? "a host" : "a proxy, " + proxy + ",";
            var cure = "check its spelling and this machine's name server";
            return new FetchException(Kind.CONNECTION, url, found + " that no name server knows", cure, e);
        }
        if (e instanceof SSLException tls) {
            return tls(url, tls);
        }
        if (e instanceof ZipException || String.valueOf(e.getMessage()).startsWith("Brotli")) {
            var cure = "its Content-Encoding names another compression than it has, ask the site's owner";
            return new FetchException(Kind.CONTENT_TYPE, url, "a body that cannot be unpacked", cure, e);
        }
        if (e instanceof EOFException || e instanceof ConnectionClosedException) {
            var cure = "the connection was lost or the site is in trouble, try again later";
            return new FetchException(Kind.CONNECTION, url, "an answer that breaks off" + through(), cure, e);
        }
        if (e instanceof NoHttpResponseException) {
            var cure = "check that a web server answers there, or try again later";
            return new FetchException(Kind.CONNECTION, url, "no HTTP answer" + through(), cure, e);
        }
        if (e instanceof HttpException || e instanceof MalformedChunkCodingException) {
            var cure = "check that a web server answers there";
            return new FetchException(Kind.CONNECTION, url, "an answer that is not HTTP (" + said(e) + ")", cure, e);
        }
        var found = "a connection that failed" + through() + " (" + said(e) + ")";
        return new FetchException(Kind.CONNECTION, url, found, "check the address, or try again later", e);
    }

    /** An answer of the proxy instead of the site's. */
    FetchException byProxy(String url, int status) {
        var found = "HTTP status " + status + " from the proxy " + proxy;
        if (status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            var cure = "set a user and password that it takes in fetch.proxy of the source";
            return new FetchException(Kind.PROXY, url, found, cure);
        }
        return status >= 500
                ? new FetchException(Kind.CONNECTION, url, found, "it cannot reach the site, try again later")
                : new FetchException(Kind.PROXY, url, found, "ask who runs it to let Millrace through to the site");
    }

    private FetchException timeout(String url, Exception e) {
        if (e instanceof ConnectTimeoutException) {
            var found =
                    "no connection within " + seconds(settings.connectTimeout().toMillis()) + through();
            var cure = "check the address and this machine's network, or raise millrace.fetch.connect-timeout";
            return new FetchException(Kind.TIMEOUT, url, found, cure, e);
        }
        if (e instanceof SocketTimeoutException) {
            var found = "nothing heard for " + seconds(settings.answerTimeout().toMillis()) + through();
            var cure = "the site is slow, try again later or raise millrace.fetch.answer-timeout";
            return new FetchException(Kind.TIMEOUT, url, found, cure, e);
        }
        var cure = "too many requests at once, use fewer threads";
        return new FetchException(Kind.TIMEOUT, url, "no free connection (" + e.getMessage() + ")", cure, e);
    }

    /** A handshake that the network broke off may work the next time; one that was looked at and refused does not. */
    private FetchException tls(String url, SSLException e) {
        if (e.getCause() instanceof SocketException || e.getCause() instanceof EOFException) {
            var cure = "check the address, or try again later";
            return new FetchException(Kind.CONNECTION, url, "a TLS handshake that breaks off" + through(), cure, e);
        }
        var fault = TlsFault.of(e);
        return new FetchException(Kind.TLS, url, fault.found(), fault.cure(), e);
    }

    /** The message of the client, which may quote what a site sent at any length. */
    private static String said(Exception e) {
        var said = String.valueOf(e.getMessage()).replaceAll("[^\\x20-\\x7E]", ".");
        return said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE) + "…";
    }

    private String through() {
        return proxy == null ? "" : " through the proxy " + proxy;
    }

    static FetchException refused(String url, String address) {
        var cure = address.contains("metadata")
                ? "it hands out credentials and is never fetched"
                : "if the source is meant to read this network, set fetch.allow-private: true in its file, or name the host there";
        return new FetchException(Kind.PRIVATE_ADDRESS, url, "the address " + address + ", not a public one", cure);
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
