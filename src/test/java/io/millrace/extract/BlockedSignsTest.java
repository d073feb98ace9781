package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sites show instead of a page, in several languages, and pages of shops that only look a little like it. */
class BlockedSignsTest {
    private static final String RIDDLE = "<div class=g-recaptcha data-sitekey=x></div>";
    private static final String LOGIN =
            "<form action=/login><input name=email type=email><input name=p type=password><button>OK</button></form>";

    /** A product that is told by what a reader sees alone. */
    private static final String PRODUCT =
            "<h1>Lamp Ariel</h1><p class=price>19,99 €</p><p>A lamp of oak and linen.</p><button>Add to cart</button>";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Robot Check | Enter the characters you see below.",
                "en | shop.example | Please confirm that you are not a robot to continue.",
                "de | shop.example | Bitte bestätigen Sie, dass Sie kein Roboter sind.",
                "de | Sind Sie ein Mensch? | Wir haben ungewöhnlichen Datenverkehr festgestellt.",
                "fr | Vérification de sécurité | Confirmez que vous n'êtes pas un robot.",
                "fr | Êtes-vous un robot ? | Cochez la case.",
                "es | ¿Eres humano? | Marca la casilla para continuar.",
                "it | Controllo di sicurezza | Seleziona tutte le immagini.",
                "nl | Ben je een robot? | Klik op het vakje.",
                "pl | shop.example | Potwierdź, że nie jesteś robotem.",
                "pt | Verificação de segurança | Confirme que não é um robô.",
                "ja | shop.example | 私はロボットではありません"
            })
    void aCaptchaIsOne(String language, String title, String text) {
        assertEquals(NoPage.blocked_captcha, shown(html(language, title, "<p>" + text + "</p>" + RIDDLE)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Just a moment...",
                "en | Attention Required! | Cloudflare",
                "en | Vercel Security Checkpoint",
                "de | Nur einen Moment…",
                "fr | Un instant…",
                "es | Comprobando tu navegador",
                "it | Un attimo...",
                "nl | Een ogenblik geduld…",
                "pl | Chwileczkę…",
                "pt | Só um momento…",
                "ja | しばらくお待ちください..."
            })
    void aChallengeOfTheBrowserIsOne(String language, String title) {
        assertEquals(
                NoPage.blocked_challenge,
                shown(html(language, title, "<h2>shop.example</h2><noscript>JavaScript</noscript><p>Ray ID: 7d3</p>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Request.</p><script src=/_Incapsula_Resource?SWJIYLWA=1></script>",
                "<div id=challenge-container></div><script src=https://a.token.awswaf.com/a/challenge.js></script>",
                "<meta http-equiv=refresh content=\"5; URL='/p/1?bm-verify=AAQ'\"><p>Please wait</p>",
                "<div id=sec-if-cpt-container></div>"
            })
    void aChallengeWithoutAWordIsOne(String body) {
        assertEquals(NoPage.blocked_challenge, shown(html("en", "", body)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Access Denied",
                "en | Access denied - shop.example used Cloudflare to restrict access",
                "en | 403 Forbidden",
                "en | Error 1020",
                "de | Zugriff verweigert – shop.example",
                "de | Zu viele Anfragen",
                "fr | Accès refusé",
                "es | Acceso denegado",
                "it | Accesso negato",
                "nl | Toegang geweigerd",
                "pl | Odmowa dostępu",
                "pt | Acesso negado",
                "ja | アクセスが拒否されました"
            })
    void aRefusalIsOne(String language, String title) {
        assertEquals(NoPage.blocked_denied, shown(html(language, title, "<h1>" + title + "</h1><p>Ref #18.7</p>")));
        assertEquals(NoPage.blocked_denied, shown(html(language, "shop.example", "<h1>" + title + "</h1>")), "heading");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Before you continue | Accept all",
                "de | Bevor Sie fortfahren | Akzeptieren, oder PUR-Abo für 3,99 € im Monat",
                "fr | Nous respectons votre vie privée | Accepter, ou s'abonner pour 2 € par mois",
                "es | Antes de continuar | Aceptar",
                "it | Prima di continuare | Accetta",
                "nl | Voordat je verdergaat | Akkoord",
                "pl | Zanim przejdziesz dalej | Zgadzam się",
                "pt | Antes de continuar | Aceitar",
                "ja | 続行する前に | 同意する"
            })
    void aWallOfConsentIsOne(String language, String title, String button) {
        var wall = "<h1>" + title + "</h1><p>" + "Cookies of 214 partners. ".repeat(200) + "</p><form><button>" + button
                + "</button></form>";
        assertEquals(NoPage.blocked_consent, shown(html(language, title, wall)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "en, Sign in | Shop",
        "de, Anmelden",
        "fr, Connexion - Boutique",
        "es, Iniciar sesión",
        "it, Accedi",
        "nl, Inloggen",
        "pl, Zaloguj się",
        "pt, Entrar",
        "ja, ログイン"
    })
    void aLoginInPlaceOfThePageIsOne(String language, String title) {
        assertEquals(NoPage.blocked_login, shown(html(language, title, "<h1>" + title + "</h1>" + LOGIN)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "en, We'll be right back!",
        "en, 503 Service Temporarily Unavailable",
        "de, Wartungsarbeiten",
        "fr, Site en maintenance",
        "es, Estamos en mantenimiento",
        "it, Sito in manutenzione",
        "nl, Website in onderhoud",
        "pl, Przerwa techniczna",
        "pt, Site em manutenção",
        "ja, ただいまメンテナンス中です"
    })
    void aSiteThatIsClosedForAWhileIsOne(String language, String title) {
        assertEquals(NoPage.maintenance, shown(html(language, "Shop", "<h1>" + title + "</h1><p>…</p>")));
        assertEquals(
                Status.error, Pages.extract(html(language, title, "<p>…</p>")).status());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "en, You need to enable JavaScript to run this app.",
        "de, Bitte aktivieren Sie JavaScript.",
        "fr, Veuillez activer JavaScript.",
        "es, Habilite JavaScript para continuar.",
        "it, Abilita JavaScript per continuare.",
        "nl, Schakel JavaScript in.",
        "pl, Włącz JavaScript.",
        "pt, Ative o JavaScript.",
        "ja, JavaScriptを有効にしてください。"
    })
    void aPageThatScriptsWouldFillIsOne(String language, String hint) {
        var noscript = "<noscript>" + hint + "</noscript><script src=/app.js></script>";
        assertEquals(NoPage.needs_javascript, shown(html(language, "Lamp", noscript)));
        var root = "<div id=root></div><script src=/app.js></script>";
        assertEquals(NoPage.needs_javascript, shown(html(language, "Lamp", root)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Parts of sites that are well.
                "<form>Newsletter <input name=email type=email>" + RIDDLE + "</form>",
                "<script src=https://www.google.com/recaptcha/api.js></script>",
                "<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>",
                "<script src=/_Incapsula_Resource?SWJIYLWA=1></script>",
                "<div id=px-captcha hidden></div>",
                "<div role=dialog><h2>We value your privacy</h2><button>Accept all</button></div>",
                "<div role=dialog><h1>Wir schätzen Ihre Privatsphäre</h1><button>Akzeptieren</button></div>",
                "<a href=/login>Sign in</a><div class=modal><h2>Log in</h2>" + LOGIN + "</div>",
                "<noscript>Please enable JavaScript to use all features.</noscript>",
                "<p>Are you human? Our support is.</p>",
                "<p>Free returns. This product is temporarily unavailable in red.</p>"
            })
    void aProductsPageWithAPartOfThatIsNone(String part) {
        var extraction = Pages.extract(html("en", "Lamp Ariel | Shop", PRODUCT + part));
        assertEquals("19.99 EUR", Pages.price(extraction));
        assertNull(extraction.noPage());
        var soldOut = PRODUCT.replace("<button>Add to cart</button>", "<p>Sold out</p>");
        assertNull(shown(html("en", "Lamp Ariel | Shop", soldOut + part)), "sold out");
        var scripts = "<script src=/app.js></script>";
        var withoutPrice =
                "<div id=app>" + soldOut.replace("<p class=price>19,99 €</p>", "") + "</div>" + part + scripts;
        assertNull(shown(html("en", "Lamp Ariel | Shop", withoutPrice)), "sold out, without a price");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Access Denied T-Shirt", "Just a Moment: Candle", "Maintenance Kit", "Captcha", "Login"})
    void aProductOfSuchANameIsNone(String name) {
        var page = html("en", name + " | Shop", PRODUCT.replace("Lamp Ariel", name));
        assertNull(shown(page));
        var soldOut = page.replace("<button>Add to cart</button>", "<p>Sold out</p>");
        assertNull(shown(soldOut), "sold out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Just a moment...", "Access Denied", "Sign in", "Maintenance"})
    void aPageWithAnOfferInStructuredDataIsNoneWhateverItsTitle(String title) {
        var offer = Pages.withJsonLd(
                        "{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"@type\":\"Offer\",\"price\":5,"
                                + "\"priceCurrency\":\"EUR\"}}")
                .replace("<title>Lamp", "<title>" + title);
        assertEquals("5 EUR", Pages.price(Pages.extract(offer)));
    }

    @Test
    void aProductThatIsGoneIsNoRefusal() {
        var gone = "<h1>Lamp Ariel</h1><p>This product is no longer available.</p><a href=/>Back to the shop</a>";
        assertNull(shown(html("en", "Lamp Ariel | Shop", gone)));
    }

    @Test
    void theReasonSaysWhatIsShownAndBySign() {
        var extraction = Pages.extract(html("de", "Zugriff verweigert", "<h1>Zugriff verweigert</h1>"));
        assertEquals("a refusal instead of the page: \"zugriff verweigert\"", extraction.reason());
        assertEquals(Status.blocked, extraction.status());
    }

    @Test
    void whatNobodyCanReadIsToldFromWhatIsWithheld() {
        assertEquals(NoPage.unreadable, Pages.extract("").noPage());
        assertTrue(NoPage.blocked_captcha.turnsAway());
    }

    private static NoPage shown(String html) {
        return Pages.extract(html).noPage();
    }

    private static String html(String language, String title, String body) {
        return "<!doctype html><html lang=" + language + "><head><title>" + title + "</title></head><body>" + body
                + "</body></html>";
    }
}
