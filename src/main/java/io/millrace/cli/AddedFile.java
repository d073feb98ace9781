package io.millrace.cli;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.Extraction;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.extract.Status;
import io.millrace.extract.SuggestedSelector;
import io.millrace.source.ListingGuess;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of a source file for pages of one host, made of what they show. */
final class AddedFile {
    private static final String VISIBLE = "visible";

    private final String host;
    private final List<String> pages = new ArrayList<>();
    private boolean needsCurrency;
    private boolean needsLanguage;
    private String select;

    AddedFile(String host) {
        this.host = host;
    }

    /** A page, with what a run would record of it as a comment. */
    void page(String url, Page page, Extraction extraction) {
        pages.add("  - " + quoted(url) + "\n      # " + comment(SourceCheck.recorded(extraction)));
        note(page, extraction);
    }

    /** A page that is no product, and shows no links to products either. */
    void unclear(String url) {
        pages.add("  - " + quoted(url) + "\n      # no price was found: let select say where it is");
        select = select == null ? "# select: {price: span.price}    # a CSS selector of the price" : select;
    }

    /** A listing; its first page says what is missing. */
    void listing(String url, ListingGuess guess, Page first, Extraction extraction) {
        var text = new StringBuilder("  - listing: " + quoted(url) + "\n    links: " + quoted(guess.links()));
        text.append(guess.next() == null ? "" : "\n    next: " + quoted(guess.next()));
        text.append(guess.match() == null ? "" : "\n    match: " + quoted(guess.match()));
        text.append("\n      # ")
                .append(Counted.of(guess.pages().size(), "link"))
                .append(" there; the first, ");
        text.append(comment(guess.pages().get(0) + ": " + SourceCheck.recorded(extraction)));
        pages.add(text.toString());
        note(first, extraction);
    }

    private void note(Page page, Extraction extraction) {
        var offer = extraction.offer();
        if (offer == null || offer.price() == null) {
            return;
        }
        needsCurrency |= offer.price().currency() == null;
        needsLanguage |= offer.language() == null && VISIBLE.equals(offer.method());
        if (VISIBLE.equals(offer.method()) && select == null) {
            select = select(page, extraction);
        }
    }

    /** A selector for what was only seen, if it gives the same price. */
    private static String select(Page page, Extraction seen) {
        var amount = seen.offer().price().amount();
        try {
            var css = SuggestedSelector.of(page, amount.toPlainString())
                    .filter(suggested -> gives(page, suggested, amount));
            if (css.isPresent()) {
                return "select:                # the page says its price to people alone\n  price: "
                        + quoted(css.get());
            }
        } catch (IllegalArgumentException e) {
            // Not every amount can be looked for as it is written.
        }
        return "# select: {price: span.price}    # a CSS selector of the price, which was only seen at "
                + comment(seen.offer().selector());
    }

    private static boolean gives(Page page, String css, BigDecimal amount) {
        var again = OfferExtractor.extract(page, new ExtractHints(Map.of("price", css), null, null));
        return again.status() == Status.ok && again.offer().price().amount().compareTo(amount) == 0;
    }

    /** Whether somebody has to say something before prices can be believed. */
    boolean isOpen() {
        return needsCurrency;
    }

    String text() {
        var text = new StringBuilder(SchemaCommand.COMMENT + "\nsource: " + name(host) + "\nevery: 5m\npages:\n");
        pages.forEach(page -> text.append(page).append('\n'));
        text.append(select == null ? "" : select + "\n");
        if (needsCurrency || needsLanguage) {
            var hints = new ArrayList<String>();
            if (needsCurrency) {
                hints.add("currency: EUR");
            }
            if (needsLanguage) {
                hints.add("language: " + language());
            }
            text.append("# The pages leave this open: correct it, and remove the #.\n# hints: {")
                    .append(String.join(", ", hints))
                    .append("}\n");
        }
        text.append("fetch: {delay: 1s")
                .append(WebPages.isNamedByAddress("http://" + host) ? ", allow-private: true" : "")
                .append("}\n");
        return text.toString();
    }

    /** Of the host's country, as an example. */
    private String language() {
        var end = host.substring(host.lastIndexOf('.') + 1);
        return List.of(Locale.getISOLanguages()).contains(end) ? end : "en";
    }

    /** The source's name for a host and port. */
    static String name(String host) {
        var name = host.toLowerCase(Locale.ROOT)
                .replaceFirst("^www\\.", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.length() > 100 ? name.substring(0, 100) : name;
    }

    /** Host and port of an address. */
    static String host(String url) {
        return URI.create(url).getAuthority().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }

    /** What a page says must not become a line of the file. */
    private static String comment(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
