package io.millrace.fetch;

import io.millrace.dataset.FailedPage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A page that was not fetched: the message says what was found, at which address (keys masked), and what to do. */
public final class FetchException extends RuntimeException implements FailedPage {
    /** What kept the page from being fetched; its text is the name in lower case, {@code private_address}. */
    public enum Kind {
        /** robots.txt forbids the page, or could not be read for now (then {@link FetchException#retryable()}). */
        ROBOTS,
        /** The host lies in a private network, on this machine, or is otherwise not public. */
        PRIVATE_ADDRESS,
        /** Not an http or https address that can be fetched. */
        BAD_URL,
        /** 404. */
        NOT_FOUND,
        /** 410: the site says that the page does not come back. */
        GONE,
        /** Any other 4xx, or a 304 that was not asked for. */
        REFUSED,
        /** 429, or 503 with Retry-After; the host's next request waits as long as it said. */
        THROTTLED,
        /** Any other 5xx. */
        SERVER,
        /** No connection, no answer, or no end of it in time. */
        TIMEOUT,
        /** Unknown host, refused or broken connection, an answer that is not HTTP. */
        CONNECTION,
        /** A certificate or a version of TLS that is not accepted, or no TLS at all. */
        TLS,
        /** The source's proxy refuses to go there, or asks for a login. */
        PROXY,
        /** A body or a header beyond the limit. */
        TOO_LARGE,
        /** Neither HTML, XML, JSON nor plain text. */
        CONTENT_TYPE,
        /** Too many redirects, a circle of them, or one to nowhere. */
        REDIRECTS,
        /** Not asked: the host has failed often in a row, or asked to be left alone for longer than is waited. */
        HOST_AWAY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<Kind> PASSING = EnumSet.of(Kind.THROTTLED, Kind.SERVER, Kind.TIMEOUT, Kind.CONNECTION);

    private final Kind kind;
    private final boolean retryable;

    FetchException(Kind kind, String url, String found, String cure) {
        this(kind, url, found, cure, null, PASSING.contains(kind));
    }

    FetchException(Kind kind, String url, String found, String cure, Throwable cause) {
        this(kind, url, found, cure, cause, PASSING.contains(kind));
    }

    private FetchException(Kind kind, String url, String found, String cure, Throwable cause, boolean retryable) {
        super(found + ": " + MaskedUrl.of(url) + "; " + cure, cause);
        this.kind = kind;
        this.retryable = retryable;
    }

    private FetchException(FetchException robots, String page) {
        super(robots.getMessage() + " (robots.txt is read before " + MaskedUrl.of(page) + ")", robots);
        this.kind = robots.kind;
        this.retryable = robots.retryable;
    }

    /** The same, of a robots.txt, for the page that it was to be read for. */
    FetchException before(String page) {
        return new FetchException(this, page);
    }

    /** robots.txt that could not be read for now: until it is, nothing of the site may be fetched. */
    static FetchException robotsUnread(String url, String found) {
        var cure = "until it can be read nothing of this site is fetched, try again later";
        return new FetchException(Kind.ROBOTS, url, found, cure, null, true);
    }

    /** A page that was not asked for, as its host is left alone until then. */
    static FetchException hostAway(String url, String found, Instant until) {
        var cure =
                "nothing is asked of it before " + until.truncatedTo(ChronoUnit.SECONDS) + ", then it is tried again";
        return new FetchException(Kind.HOST_AWAY, url, found, cure);
    }

    /** What kept the page from being fetched. */
    public Kind kind() {
        return kind;
    }

    @Override
    public String result() {
        return kind.toString();
    }

    /** Whether the same request may succeed later, with nothing changed on this side. */
    public boolean retryable() {
        return retryable;
    }
}
