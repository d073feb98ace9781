package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import io.millrace.fetch.AddressGuard.RefusedAddress;
import io.millrace.fetch.FetchException.Kind;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;

/** The HTTP client's exceptions in Millrace's words. */
record Failures(FetchSettings settings) {
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
        if (e instanceof ConnectTimeoutException) {
            var found =
                    "no connection within " + seconds(settings.connectTimeout().toMillis());
            var cure = "check the address and this machine's network, or raise millrace.fetch.connect-timeout";
            return new FetchException(Kind.TIMEOUT, url, found, cure, e);
        }
        if (e instanceof SocketTimeoutException) {
            var found = "nothing heard for " + seconds(settings.answerTimeout().toMillis());
            var cure = "the site is slow, try again later or raise millrace.fetch.answer-timeout";
            return new FetchException(Kind.TIMEOUT, url, found, cure, e);
        }
        if (e instanceof InterruptedIOException) {
            var cure = "too many requests at once, use fewer threads";
            return new FetchException(Kind.TIMEOUT, url, "no free connection (" + e.getMessage() + ")", cure, e);
        }
        if (e instanceof MessageConstraintException) {
            var cure = "nothing can be done on this side, remove the page from its source";
            return new FetchException(Kind.TOO_LARGE, url, "headers beyond all measure", cure, e);
        }
        if (e instanceof UnknownHostException) {
            var cure = "check its spelling and this machine's name server";
            return new FetchException(Kind.CONNECTION, url, "a host that no name server knows", cure, e);
        }
        if (e instanceof SSLException) {
            var cure = "its certificate or TLS version is not accepted, check the address in a browser";
            return new FetchException(Kind.CONNECTION, url, "no secure connection (" + e.getMessage() + ")", cure, e);
        }
        if (e instanceof HttpException) {
            var cure = "check that a web server answers there";
            return new FetchException(
                    Kind.CONNECTION, url, "an answer that is not HTTP (" + e.getMessage() + ")", cure, e);
        }
        var found = "a connection that failed (" + e.getMessage() + ")";
        return new FetchException(Kind.CONNECTION, url, found, "check the address, or try again later", e);
    }

    static FetchException refused(String url, String address) {
        var cure = address.contains("metadata")
                ? "it hands out credentials and is never fetched"
                : "if the source is meant to read this network, set fetch.allow-private: true in its file";
        return new FetchException(Kind.PRIVATE_ADDRESS, url, "the address " + address + ", not a public one", cure);
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
