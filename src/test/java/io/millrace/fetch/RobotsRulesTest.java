package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsRulesTest {
    private static final URI FILE = URI.create("https://shop.example/robots.txt");

    // In the tables a | ends a line of robots.txt.
    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "'', /p, true",
        "User-agent: *|Disallow: /, /p, false",
        "User-agent: *|Disallow:, /p, true",
        "User-agent: *|Disallow: /, /robots.txt, true",
        // The group of our name wins over that of everyone, in whatever case it is written (2.2.1).
        "User-agent: *|Disallow: /||User-agent: Millrace|Disallow: /cart, /p, true",
        "User-agent: *|Allow: /||User-agent: MILLRACE|Disallow: /, /p, false",
        "User-agent: MillraceOther|Disallow: /, /p, true",
        // Groups of one name are one group; several names may head a group (2.2.1).
        "User-agent: millrace|Disallow: /a||User-agent: millrace|Disallow: /b, /a/1, false",
        "User-agent: other|User-agent: millrace|Disallow: /a, /a/1, false",
        // The most specific match wins, and of two alike the one that allows (2.2.2).
        "User-agent: *|Disallow: /p|Allow: /p/open, /p/open/1, true",
        "User-agent: *|Allow: /p|Disallow: /p/shut, /p/shut/1, false",
        "User-agent: *|Disallow: /p|Allow: /p, /p/1, true",
        // Special characters (2.2.3).
        "User-agent: *|Disallow: /*.gif$, /a/b.gif, false",
        "User-agent: *|Disallow: /*.gif$, /a/b.gif?x, true",
        "User-agent: *|Disallow: /p # not yet, /p/1, false",
        "User-agent: *|Disallow: /search?q=, /search?q=x, false",
        // Encoded and plain characters match each other (2.2.2).
        "User-agent: *|Disallow: /k%C3%B6ln, /k%C3%B6ln/1, false",
        "User-agent: *|Disallow: /köln, /k%C3%B6ln/1, false",
        "User-agent: *|Disallow: /a, /A, true",
        // What else stands in the file does not disturb (2.2.4), nor does a page in its place.
        "Sitemap: https://shop.example/s.xml|User-agent: *|Foo: bar|Disallow: /a, /a, false",
        "<html><body>Not found</body></html>, /p, true"
    })
    void rulesAreReadByTheStandard(String file, String path, boolean allowed) {
        var rules = parse(file, Set.of("millrace"));
        assertEquals(allowed, rules.allows(URI.create("https://shop.example" + path)));
    }

    @ParameterizedTest
    @CsvSource({
        "User-agent: *|Disallow: /a, PT0S",
        "User-agent: *|Crawl-delay: 5, PT5S",
        "User-agent: *|Crawl-delay: 1.5, PT1.5S",
        "User-agent: *|Crawl-delay: 86400, PT1H",
        "User-agent: *|Crawl-delay: soon, PT0S"
    })
    void crawlDelayIsReadUpToAnHour(String file, Duration delay) {
        assertEquals(delay, parse(file, Set.of("millrace")).crawlDelay());
    }

    @Test
    void aLongCrawlDelayForbidsNothing() {
        var rules = parse("User-agent: *|Crawl-delay: 86400", Set.of("millrace"));
        assertEquals(true, rules.allows(URI.create("https://shop.example/p")));
    }

    @Test
    void aNameOfItsOwnIsObeyedBesideOurs() {
        assertEquals(Set.of("millrace"), RobotsRules.products("Millrace/1.0"));
        assertEquals(Set.of("acme-prices", "millrace"), RobotsRules.products("Acme-Prices/2 (research)"));
    }

    private static RobotsRules parse(String file, Set<String> products) {
        return RobotsRules.parse(FILE, file.replace('|', '\n').getBytes(UTF_8), "text/plain", products);
    }
}
