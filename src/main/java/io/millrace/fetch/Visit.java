package io.millrace.fetch;

import io.millrace.fetch.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One page's way through redirects to its answer. One thread at a time. */
final class Visit {
    private static final int MOST_REDIRECTS = 5;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");

    private final String url;
    private final FetchRules rules;
    private final Map<String, String> validators;
    private final Set<URI> seen = new LinkedHashSet<>();
    private URI declared;
    private URI at;
    private Map<String, String> asking = Map.of();
    private Duration delay;
    private Duration took = Duration.ZERO;
    private FetchedPage page;

    /** @param validators of what is known of the page, empty where nothing is */
    Visit(String url, FetchRules rules, Map<String, String> validators) {
        this.url = url;
        this.rules = rules;
        this.validators = validators;
        this.delay = rules.delay();
    }

    FetchRules rules() {
        return rules;
    }

    /** The address to request next. */
    URI at() {
        return at;
    }

    /** The delay to keep to the request before: the source's, or the site's where that is longer. */
    Duration delay() {
        return delay;
    }

    /** Whether the address to request next is at another host than the source names. */
    boolean isElsewhere() {
        return !at.getHost().equals(declared.getHost());
    }

    /** The headers of the request to that address; they may hold secrets. */
    Map<String, String> headers() {
        asking = Validators.headers(validators, at.toString());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(OwnHeaders.of(rules.headers(), declared, at));
        headers.putAll(asking);
        return headers;
    }

    /** What is added to the query of the request to that address; it may hold secrets. */
    Map<String, String> parameters() {
        return OwnHeaders.of(rules.parameters(), declared, at);
    }

    /** The page, or null while it is under way. */
    FetchedPage page() {
        return page;
    }

    /** Checks the address that comes next, at first the one that was asked for. */
    void checkAddress() {
        if (at == null) {
            declared = PageAddress.of(url);
            at = declared;
        }
        if (!seen.add(at)) {
            throw new FetchException(
                    Kind.REDIRECTS,
                    url,
                    "a circle of redirects through " + MaskedUrl.of(at.toString()),
                    "open the address in a browser and write the one that it ends at");
        }
        if (seen.size() > MOST_REDIRECTS + 1) {
            throw new FetchException(
                    Kind.REDIRECTS,
                    url,
                    "more than " + MOST_REDIRECTS + " redirects",
                    "open the address in a browser and write the one that it ends at");
        }
        checkLiteral(at.getHost());
    }

    private void checkLiteral(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return;
        }
        try {
            var address = InetAddress.getByName(host);
            AddressRange.refusing(address, rules.mayBePrivate(host)).ifPresent(range -> {
                throw Failures.refused(at.toString(), address.getHostAddress() + " (" + range + ")");
            });
        } catch (UnknownHostException e) {
            throw new FetchException(Kind.BAD_URL, at.toString(), "an IP address that does not exist", "correct it");
        }
    }

    /** Checks the page against its site's rules, and takes over their Crawl-delay. */
    void checkRobots(RobotsRules robots) {
        if (!robots.allows(at)) {
            throw new FetchException(
                    Kind.ROBOTS,
                    at.toString(),
                    "robots.txt of the site forbids this page to Millrace",
                    "remove the page from its source, or ask the site's owner to allow it");
        }
        delay = Collections.max(List.of(rules.delay(), robots.crawlDelay()));
    }

    /** Takes what the site answered: the page, or where to go next. */
    void read(Answer answer, Instant now, Duration tookNow) {
        took = took.plus(tookNow);
        if (answer.isRedirect()) {
            at = redirect(answer.location());
        } else if (answer.status() >= 200 && answer.status() < 300 || rules.api() && answer.isRefusal(now)) {
            page = page(answer, Validators.of(answer), false, now);
        } else if (answer.status() == NOT_MODIFIED && !asking.isEmpty()) {
            page = page(answer, Validators.renewed(validators, answer), true, now);
        } else {
            throw answer.failure();
        }
    }

    private URI redirect(String location) {
        try {
            return PageAddress.redirect(at, location);
        } catch (FetchException e) {
            throw new FetchException(
                    Kind.REDIRECTS,
                    at.toString(),
                    "a redirect to what is no page (" + MaskedUrl.of(location) + ")",
                    "open the address in a browser and write the one that it ends at",
                    e);
        }
    }

    private FetchedPage page(Answer answer, Map<String, String> valid, boolean notModified, Instant now) {
        return new FetchedPage(
                url,
                at.toString(),
                answer.status(),
                answer.contentType(),
                notModified ? new byte[0] : answer.body(),
                valid,
                notModified,
                now.truncatedTo(ChronoUnit.MICROS),
                answer.wireBytes(),
                took);
    }
}
