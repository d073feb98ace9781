package io.millrace.extract;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Tells what a site shows instead of a page: captchas, challenges, refusals, walls. Only for pages that state no product
 * in structured data.
 *
 * <p>A page of a shop that is taken for none is lost until somebody looks; one that is none and taken for a page has no
 * price, and shows as that. So a sign counts only where the rest of the page is too little for a product's page: what
 * stands in its title, or nearly alone in its text. A script, a banner or a link are no sign in themselves.
 */
final class BlockedSigns {
    /** What is shown, and by which sign that is seen. */
    record Sign(NoPage shown, String reason) {}

    /** A page with more text than this shows something of its own; walls of consent explain themselves at length. */
    private static final int LONGEST_TEXT = 3_000;

    private static final int LONGEST_CONSENT = 12_000;
    /** Where only a heading or a sentence says so. */
    private static final int SHORT_TEXT = 1_000;
    /** Where nothing says so, and only something is missing. */
    private static final int HARDLY_ANY_TEXT = 200;

    private static final String CAPTCHAS = """
            #px-captcha, #captcha-form, form[action*=validateCaptcha], iframe[src*=captcha-delivery.com],
            script[src*=captcha-delivery.com], iframe[src*=geo.captcha]""";

    private static final String CHALLENGES = """
            #challenge-form, #challenge-running, #cf-challenge-running, #sec-if-cpt-container,
            iframe[src*=/_Incapsula_Resource], meta[http-equiv=refresh][content*=bm-verify]""";

    private static final String DENIALS = ".cf-error-details";

    /** Sites that are well have these too: a sign only where there is hardly anything else. */
    private static final String SCRIPTED_CHALLENGES = """
            script[src*=_Incapsula_Resource], script[src*=/cdn-cgi/challenge-platform/], script[src*=.awswaf.com/],
            #challenge-container""";

    private static final String RIDDLES = """
            .g-recaptcha, .h-captcha, .cf-turnstile, iframe[src*=recaptcha], iframe[src*=hcaptcha.com],
            img[src*=captcha], input[name*=captcha]""";

    private static final String LOGINS =
            "input[type=password], input[type=email], input[name*=login], input[name*=user]";

    private static final String ROOTS =
            "#root, #app, #__next, #__nuxt, #___gatsby, app-root, [ng-app], [data-reactroot], #main-app";

    private static final Pattern MONEY = Pattern.compile(
            "(?i)[€$£¥₹₩]\\s?\\d|\\d\\s?[€$£¥₹₩円]|\\b(eur|usd|gbp|chf|pln)\\s?\\d|\\d\\s?(eur|usd|gbp|chf|pln|zł|kr)\\b");

    private final PageContext page;
    private final Document document;
    private final String text;

    private BlockedSigns(PageContext page) {
        this.page = page;
        this.document = page.document();
        this.text = document.text();
    }

    static Optional<Sign> find(PageContext page) {
        // Each sign counts only on a page that sells nothing.
        if (page.scan().text().length() > LONGEST_CONSENT
                || !BuyButtons.of(page.scan()).buying().isEmpty()) {
            return Optional.empty();
        }
        var signs = new BlockedSigns(page);
        if (signs.text.length() > LONGEST_CONSENT) {
            return Optional.empty();
        }
        return signs.element()
                .or(signs::title)
                .or(signs::heading)
                .or(signs::sentence)
                .or(signs::scriptedChallenge)
                .or(signs::emptyShell);
    }

    /** Elements that stand on no page that is one. */
    private Optional<Sign> element() {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return by(CAPTCHAS, NoPage.blocked_captcha)
                .or(() -> by(CHALLENGES, NoPage.blocked_challenge))
                .or(() -> by(DENIALS, NoPage.blocked_denied))
                .filter(sign -> !buys());
    }

    private Optional<Sign> title() {
        return NoPagePhrases.inTitle(document.title()).flatMap(said -> said(said, LONGEST_TEXT));
    }

    private Optional<Sign> heading() {
        var heading = page.h1() == null ? document.selectFirst("h1, h2") : null;
        var words = page.h1() != null ? page.heading() : heading == null ? null : heading.text();
        return words == null ? Optional.empty() : NoPagePhrases.inTitle(words).flatMap(said -> said(said, SHORT_TEXT));
    }

    private Optional<Sign> said(Map.Entry<String, NoPage> said, int longest) {
        var shown = said.getValue();
        boolean fits =
                switch (shown) {
                    // Its price is that of a subscription without advertisements.
                    case blocked_consent ->
                        text.length() <= (longest == LONGEST_TEXT ? LONGEST_CONSENT : longest) && asks() && !buys();
                    case blocked_login -> text.length() <= longest && has(LOGINS) && !sells();
                    default -> text.length() <= longest && !sells();
                };
        return fits ? Optional.of(new Sign(shown, words(shown) + ": \"" + said.getKey() + "\"")) : Optional.empty();
    }

    private Optional<Sign> sentence() {
        if (text.length() > SHORT_TEXT || sells()) {
            return Optional.empty();
        }
        return NoPagePhrases.inText(text).flatMap(said -> {
            var fits =
                    switch (said.getValue()) {
                        // A newsletter's form says that it wants people; a page says so beside a riddle.
                        case blocked_captcha -> has(RIDDLES) || hasHardlyAny();
                        case needs_javascript -> hasHardlyAny() && page.h1() == null;
                        default -> true;
                    };
            return fits
                    ? Optional.of(new Sign(said.getValue(), words(said.getValue()) + ": \"" + said.getKey() + "\""))
                    : Optional.empty();
        });
    }

    private Optional<Sign> scriptedChallenge() {
        return hasHardlyAny() && page.h1() == null && !sells()
                ? by(SCRIPTED_CHALLENGES, NoPage.blocked_challenge)
                : Optional.empty();
    }

    private Optional<Sign> emptyShell() {
        if (!hasHardlyAny() || page.h1() != null || sells() || !has("script")) {
            return Optional.empty();
        }
        var root = document.selectFirst(ROOTS);
        if (root != null && root.text().length() < HARDLY_ANY_TEXT) {
            return Optional.of(new Sign(NoPage.needs_javascript, words(NoPage.needs_javascript) + ": " + place(root)));
        }
        return text.isBlank()
                ? Optional.of(new Sign(NoPage.needs_javascript, words(NoPage.needs_javascript) + ": no text"))
                : Optional.empty();
    }

    private Optional<Sign> by(String selector, NoPage shown) {
        return Optional.ofNullable(document.selectFirst(selector))
                .filter(found -> found.closest("[hidden], [style*=display:none], [style*=display: none]") == null)
                .map(found -> new Sign(shown, words(shown) + ": " + place(found)));
    }

    private static String place(Element element) {
        return element.normalName() + (element.id().isEmpty() ? "" : "#" + element.id());
    }

    private boolean has(String selector) {
        return document.selectFirst(selector) != null;
    }

    /** Whether there is next to nothing to read but for browsers without scripts. */
    private boolean hasHardlyAny() {
        var hidden = document.select("noscript").stream()
                .mapToInt(element -> element.text().length())
                .sum();
        return text.length() - hidden < HARDLY_ANY_TEXT;
    }

    private boolean sells() {
        return buys() || MONEY.matcher(text).find();
    }

    private boolean buys() {
        return !BuyButtons.of(page.scan()).buying().isEmpty();
    }

    /** Whether something can be answered: a form, a button, a link that looks like one. */
    private boolean asks() {
        return has("form, button, input[type=submit], [role=button], a[class*=btn], a[class*=button]");
    }

    private static String words(NoPage shown) {
        return switch (shown) {
            case blocked_captcha -> "a captcha instead of the page";
            case blocked_challenge -> "a challenge instead of the page";
            case blocked_denied -> "a refusal instead of the page";
            case blocked_consent -> "a question for consent instead of the page";
            case blocked_login -> "a login instead of the page";
            case needs_javascript -> "a page that scripts would fill";
            case maintenance -> "a site that is closed for a while";
            case unreadable -> "nothing that can be read";
        };
    }
}
