package io.millrace.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells pages that a site shows instead of the product: captchas, challenges, refusals. */
final class BlockedSigns {
    /** A page with more text than this shows something of its own. */
    private static final int LONGEST_TEXT = 3000;

    private static final String CHALLENGES = """
            #challenge-form, #challenge-running, #cf-challenge-running, #px-captcha, #captcha-form, form[action*=validateCaptcha],
            iframe[src*=captcha-delivery.com], script[src*=captcha-delivery.com], iframe[src*=/_Incapsula_Resource],
            script[src*=_Incapsula_Resource], iframe[src*=geo.captcha], .cf-error-details, #sec-if-cpt-container""";

    private static final List<String> TITLES = List.of(
            "access denied",
            "access to this page has been denied",
            "attention required",
            "just a moment",
            "robot check",
            "are you a robot",
            "are you human",
            "captcha",
            "security check",
            "pardon our interruption",
            "request blocked",
            "verify you are human",
            "bot verification",
            "403 forbidden",
            "429 too many requests",
            "zugriff verweigert",
            "accès refusé",
            "acceso denegado");

    private BlockedSigns() {}

    /** The sign that the page is no product page but a refusal; only for pages that state no product. */
    static Optional<String> find(PageContext page) {
        var document = page.document();
        var title = document.title().strip().toLowerCase(Locale.ROOT);
        if (document.text().length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var challenge = document.selectFirst(CHALLENGES);
        if (challenge != null) {
            return Optional.of("a challenge instead of the page: " + Css.path(challenge));
        }
        var heading = page.heading() == null ? "" : page.heading().strip().toLowerCase(Locale.ROOT);
        return TITLES.stream()
                .filter(sign -> title.startsWith(sign) || heading.startsWith(sign))
                .findFirst()
                .map(sign -> "a refusal instead of the page: " + sign);
    }
}
