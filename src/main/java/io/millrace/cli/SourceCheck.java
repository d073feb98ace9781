package io.millrace.cli;

import io.millrace.city.Rehearsal;
import io.millrace.extract.ExtractHints;
import io.millrace.extract.Extraction;
import io.millrace.extract.Offer;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.extract.Status;
import io.millrace.fetch.FetchException;
import io.millrace.fetch.MaskedUrl;
import io.millrace.fetch.PageFetcher;
import io.millrace.source.Hunt;
import io.millrace.source.PageList;
import io.millrace.source.PageRef;
import io.millrace.source.Source;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at pages of declared sources as a run would, and says what it would record. */
final class SourceCheck {
    private static final String LOOK =
            "./millrace extract URL --all shows what was found, and select: in the source" + " file says where to look";

    private static final int FEW = 3;

    private final PageFetcher fetcher;
    private final SiteRules rules;
    private final Report report;
    private final HostLoads loads;

    /** @param loads is told what each source asks of each host */
    SourceCheck(PageFetcher fetcher, SiteRules rules, Report report, HostLoads loads) {
        this.fetcher = fetcher;
        this.rules = rules;
        this.report = report;
        this.loads = loads;
    }

    /**
     * Looks at the first pages of the source, and at the lists that it finds pages in.
     *
     * @param most pages to be looked at, declared ones first; 0 asks no site
     * @param parts of each list to be read
     */
    void check(Source source, int most, int parts) {
        if (source.signals() != null) {
            if (most > 0) {
                ask(source);
            }
            return;
        }
        var pages = new ArrayList<>(source.pages());
        var requests = new ArrayList<String>();
        pages.forEach(page -> requests.add(page.url()));
        source.lists().forEach(list -> requests.add(list.url()));
        var once = Hunt.once(source);
        var firsts = new ArrayList<>(pages.subList(0, Math.min(most, pages.size())));
        for (var list : most == 0 ? List.<PageList>of() : source.lists()) {
            var found = read(source, list, once, parts);
            found.pages().forEach(page -> requests.add(page.url()));
            firsts.addAll(found.pages().subList(0, Math.min(most, found.pages().size())));
        }
        var read = 0;
        var useful = 0;
        for (var page : firsts) {
            var extraction = read(source, page);
            read += extraction == null ? 0 : 1;
            useful += extraction != null && says(extraction) ? 1 : 0;
        }
        if (read > 0 && useful == 0) {
            var looked = "no price on any of the pages that were looked at (" + read + " of "
                    + String.format(
                            Locale.ROOT, "%,d", requests.size() - source.lists().size()) + "): ";
            report.add(Finding.broken(source.name(), looked + LOOK));
        }
        requests.stream()
                .collect(Collectors.groupingBy(
                        url -> URI.create(url).getAuthority().toLowerCase(Locale.ROOT), Collectors.toList()))
                .forEach((host, urls) -> loads.add(
                        source,
                        host,
                        urls.size(),
                        longer(
                                source.access().delay(),
                                fetcher.keptDelay(urls.get(0)).orElse(Duration.ZERO))));
    }

    /** Asks about the first city what a run would ask about each. */
    private void ask(Source source) {
        var told = Rehearsal.of(
                source,
                (provider, api, address) -> {
                    var answer = fetcher.fetch(address, rules.of(source, provider, api, address));
                    return new Rehearsal.Reply(answer.status(), answer.contentType(), answer.body(), answer.finalUrl());
                },
                Clock.systemUTC());
        told.forEach(one -> report.add(
                one.fine()
                        ? Finding.ok(source.name(), one.question() + ": " + one.said())
                        : Finding.broken(source.name(), one.question() + ": " + one.said())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What a list gives, reported. */
    private ListWalk.Walked read(Source source, PageList list, Set<String> once, int parts) {
        var walked = new ListWalk(fetcher, rules, source).walk(list, once, parts);
        var about = list.kind() + " " + MaskedUrl.of(list.url()) + ": ";
        if (walked.fault() != null) {
            report.add(Finding.broken(source.name(), about + walked.fault()));
        }
        if (!walked.pages().isEmpty()) {
            var said = about + (walked.unread() ? "at least " : "")
                    + Counted.of(walked.pages().size(), "page") + " in " + Counted.of(walked.parts(), "part") + ": "
                    + walked.pages().stream()
                            .limit(FEW)
                            .map(page -> MaskedUrl.of(page.url()))
                            .collect(Collectors.joining(", "))
                    + (walked.pages().size() > FEW ? ", …" : "");
            report.add(
                    walked.beyondLimit()
                            ? Finding.warn(
                                    source.name(),
                                    said + "; there are more than limit, " + list.limit() + ", which are left out ("
                                            + list.place() + ")")
                            : Finding.ok(source.name(), said));
        }
        return walked;
    }

    /** What the page holds, reported; null if it could not be had or is none. */
    private Extraction read(Source source, PageRef page) {
        try {
            var fetched = fetcher.fetch(page.url(), rules.of(source, page.url()));
            var hints = new ExtractHints(source.select(), source.currency(), source.language());
            var extraction = OfferExtractor.extract(
                    new Page(fetched.body(), fetched.contentType(), fetched.finalUrl(), fetched.fetchedAt()), hints);
            report.add(finding(source, page, extraction));
            return extraction.status() == Status.blocked || extraction.status() == Status.error ? null : extraction;
        } catch (FetchException e) {
            var details = Map.<String, Object>of(
                    "url", MaskedUrl.of(page.url()), "status", e.kind().toString());
            var said = e.getMessage() + " (" + page.place() + ")";
            report.add(new Finding(Finding.Level.BROKEN, source.name(), said, details));
            return null;
        }
    }

    private static Finding finding(Source source, PageRef page, Extraction extraction) {
        var url = MaskedUrl.of(page.url());
        var details = new LinkedHashMap<String, Object>(ExtractedLine.of(url, extraction, false));
        details.remove("file");
        details.put("url", url);
        var level = level(extraction);
        var said = extraction.status() == Status.blocked || extraction.status() == Status.error
                ? extraction.reason() + " (" + page.place() + "): ask the site's owner, or remove the page"
                : recorded(extraction);
        return new Finding(level, source.name(), url + ": " + said, details);
    }

    private static Finding.Level level(Extraction extraction) {
        return switch (extraction.status()) {
            case blocked, error -> Finding.Level.BROKEN;
            case no_price -> Finding.Level.WARN;
            case ok ->
                // Few pages show a list price: where its selector matches nothing there is none.
                (extraction.reason() == null || extraction.reason().matches("select\\.list_price: [^;]*"))
                                && extraction.offer().price().currency() != null
                        ? Finding.Level.OK
                        : Finding.Level.WARN;
        };
    }

    /** A price, or why there cannot be one. */
    private static boolean says(Extraction extraction) {
        var offer = extraction.offer();
        return extraction.status() == Status.ok
                || offer != null
                        && offer.availability() != null
                        && !offer.availability().buyable();
    }

    /** What a run would record of the page, and where it was read. */
    static String recorded(Extraction extraction) {
        var offer = extraction.offer();
        var text = new StringBuilder();
        if (offer.price() == null) {
            text.append("no price");
        } else {
            text.append(offer.price().amount().toPlainString())
                    .append(' ')
                    .append(
                            offer.price().currency() == null
                                    ? "of no known currency (hints: {currency: EUR} would say it)"
                                    : offer.price().currency());
        }
        text.append(", ").append(offer.availability() == null ? "availability not said" : offer.availability());
        text.append(offer.name() == null ? ", no name" : ", \"" + offer.name() + '"');
        text.append(offer.sku() == null ? ", no sku, so its address stands for it" : ", sku " + offer.sku());
        text.append(where(offer));
        return text + (extraction.reason() == null ? "" : "; " + extraction.reason());
    }

    private static String where(Offer offer) {
        return offer.method() == null
                ? ""
                : " (" + offer.method() + " at " + offer.selector() + ", confidence " + offer.confidence() + ")";
    }
}
