package io.millrace.extract;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.OfferField;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the offer of a product page: structured data (JSON-LD, microdata, meta tags), data islands, a user's
 * selectors, and what a reader sees. Stateless and thread-safe; never throws for what a page holds.
 */
public final class OfferExtractor {
    private OfferExtractor() {}

    /**
     * What the page offers.
     *
     * @throws IllegalArgumentException if a selector of the hints is none ({@link ExtractHints#check})
     */
    public static Extraction extract(Page page, ExtractHints hints) {
        hints.check();
        var hash = EventIds.sha256(page.body());
        var fault = fault(page);
        if (fault.isPresent()) {
            return failed(fault.get(), hash);
        }
        try {
            return read(page, hints, hash);
        } catch (PageLimitException e) {
            return failed(e.getMessage(), hash);
        } catch (RuntimeException | StackOverflowError e) {
            return failed("the page cannot be read: " + e, hash);
        }
    }

    private static Optional<String> fault(Page page) {
        if (page.body().length == 0) {
            return Optional.of("the page is empty");
        }
        var type = page.contentType() == null ? "" : page.contentType().strip().toLowerCase(Locale.ROOT);
        boolean text = type.isEmpty() || type.startsWith("text/") || type.contains("html") || type.contains("xml");
        if (!text) {
            return Optional.of("the content type is " + page.contentType() + ", not HTML");
        }
        for (int i = 0; i < page.body().length && i < 512; i++) {
            // UTF-16 has zeros too, but begins with a byte order mark.
            if (page.body()[i] == 0 && (page.body()[0] & 0xFE) != 0xFE) {
                return Optional.of("the page is binary, not HTML");
            }
        }
        return Optional.empty();
    }

    private static Extraction read(Page page, ExtractHints hints, String hash) {
        var bytes = PageBytes.of(page.body(), PageCharset.of(page));
        return PageExcerpt.of(bytes, hints)
                .map(excerpt -> read(excerpt, page, hints, hash, false))
                .filter(PageExcerpt::decides)
                .orElseGet(() -> read(bytes, page, hints, hash, true));
    }

    /**
     * What a page, or a part of one, offers.
     *
     * @param whole whether data islands may be read: those of a part say little of which product it shows
     */
    static Extraction read(PageBytes bytes, Page page, ExtractHints hints, String hash, boolean whole) {
        var context = PageContext.of(bytes, page, hints);
        var findings = new ArrayList<>(JsonLd.find(context));
        findings.addAll(Microdata.find(context));
        findings.addAll(MetaTags.find(context));
        var seen = SeenAmounts.of(context.scan().text().toString());
        var visible = Visible.of(context);
        OfferChoice.settle(context, findings, visible.findings());
        var claims = new PriceClaims(context, seen, visible);
        var resolver = new OfferResolver(context, claims);
        var island = whole && !resolver.isSettled(findings)
                ? DataIslands.find(context, seen, visible.struck())
                : Optional.<Finding>empty();
        boolean nothing = findings.isEmpty()
                && island.filter(found -> found.has(OfferField.PRICE)).isEmpty();
        var sign = nothing ? BlockedSigns.find(context) : Optional.<BlockedSigns.Sign>empty();
        if (sign.isPresent()) {
            return Extraction.of(sign.get().shown(), sign.get().reason(), hash);
        }
        if (context.scan().text().isBlank() && nothing) {
            return failed("the page has no text", hash);
        }
        return resolver.resolve(findings, visible, island, hash);
    }

    private static Extraction failed(String reason, String hash) {
        return Extraction.of(NoPage.unreadable, reason, hash);
    }
}
