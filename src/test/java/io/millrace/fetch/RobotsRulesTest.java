package io.millrace.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a robots.txt, by the sections of RFC 9309; how it is had is in {@link RobotsTest}. */
class RobotsRulesTest {
    private static final URI FILE = URI.create("https://shop.example/robots.txt");

    // In the tables a | ends a line of robots.txt.

    /** Section 2.1, and the syntax of 2.2: records, lines, comments. */
    @Nested
    class Format {
        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r"})
        void linesEndInThreeWays(String end) {
            var file = String.join(end, "User-agent: *", "Disallow: /a", "Disallow: /b", "");
            assertAllowed(false, file, "/a");
            assertAllowed(false, file, "/b");
            assertAllowed(true, file, "/c");
        }

        @Test
        void aByteOrderMarkIsNoPartOfTheFirstLine() {
            assertAllowed(false, "\uFEFFUser-agent: *\nDisallow: /p", "/p");
        }

        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "'', /p, true",
            "# nothing but a comment, /p, true",
            "USER-AGENT: *|DISALLOW: /p, /p, false",
            "  User-agent :  *  |  Disallow :  /p  , /p, false",
            "User-agent:*|Disallow:/p, /p, false",
            "User-agent: *|Disallow: /p, /robots.txt, true",
            "User-agent: *|Disallow: /, /robots.txt, true",
            "User-agent: * # all|Disallow: /p # not yet, /p/1, false",
            "User-agent: *|# between|Disallow: /p, /p, false",
            "User-agent: *||Disallow: /p, /p, false",
            // A rule that belongs to nobody.
            "Disallow: /|User-agent: other|Disallow: /a, /p, true",
            "<html><body>Not found</body></html>, /p, true"
        })
        void recordsAreReadHoweverTheyAreWritten(String file, String path, boolean allowed) {
            assertAllowed(allowed, lines(file), path);
        }

        @Test
        void bytesThatAreNoTextDisturbNothingElse() {
            var file = "User-agent: *\nDisallow: /a\n\u0000\u00ff\u00fe: x\nDisallow: /b"
                    .getBytes(StandardCharsets.ISO_8859_1);
            var rules = RobotsRules.parse(FILE, file, "text/plain", Set.of("millrace"));
            assertEquals(false, rules.allows(URI.create("https://shop.example/a")));
            assertEquals(false, rules.allows(URI.create("https://shop.example/b")));
            assertEquals(true, rules.allows(URI.create("https://shop.example/c")));
        }
    }

    /** Section 2.2.1: the user-agent line. */
    @Nested
    class Groups {
        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            // Ours wins over everyone's, wherever it stands and in whatever case it is written.
            "User-agent: *|Disallow: /||User-agent: Millrace|Disallow: /cart, /p, true",
            "User-agent: millrace|Disallow: /cart||User-agent: *|Disallow: /, /p, true",
            "User-agent: *|Allow: /||User-agent: MILLRACE|Disallow: /, /p, false",
            // What comes after the name does not count, another name does.
            "User-agent: millrace/1.0|Disallow: /, /p, false",
            "User-agent: MillraceOther|Disallow: /, /p, true",
            "User-agent: mill|Disallow: /, /p, true",
            // A group of ours without a rule allows all.
            "User-agent: *|Disallow: /||User-agent: millrace|Allow: /x, /p, true",
            // Groups of one name are one group; several names may head a group.
            "User-agent: millrace|Disallow: /a||User-agent: millrace|Disallow: /b, /a/1, false",
            "User-agent: millrace|Disallow: /a||User-agent: millrace|Disallow: /b, /b/1, false",
            "User-agent: millrace|Disallow: /a||User-agent: *|Disallow: /c||User-agent: millrace|Disallow: /b, /b, false",
            "User-agent: *|Disallow: /a||User-agent: other|Disallow: /||User-agent: *|Disallow: /b, /b, false",
            "User-agent: other|User-agent: millrace|Disallow: /a, /a/1, false",
            "User-agent: millrace|User-agent: other|Disallow: /a, /a/1, false",
            // Nobody else's rules are ours.
            "User-agent: other|Disallow: /, /p, true"
        })
        void theGroupsOfOurNameAreObeyedOrThatOfEveryone(String file, String path, boolean allowed) {
            assertAllowed(allowed, lines(file), path);
        }

        @Test
        void aNameOfItsOwnIsObeyedBesideOurs() {
            assertEquals(Set.of("millrace"), RobotsRules.products("Millrace/1.0"));
            assertEquals(Set.of("acme-prices", "millrace"), RobotsRules.products("Acme-Prices/2 (research)"));
            var rules = parse("User-agent: acme-prices\nDisallow: /", Set.of("acme-prices", "millrace"));
            assertEquals(false, rules.allows(URI.create("https://shop.example/p")));
        }
    }

    /** Section 2.2.2: allow and disallow. */
    @Nested
    class Matching {
        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "User-agent: *|Disallow:, /p, true",
            "User-agent: *|Disallow: /, /p, false",
            // From the first octet on, and in the same case.
            "User-agent: *|Disallow: /p, /product, false",
            "User-agent: *|Disallow: /p, /x/p, true",
            "User-agent: *|Disallow: /a, /A, true",
            "User-agent: *|Disallow: /p/, /p, true",
            // The most specific match wins, in whatever order, and of two alike the one that allows.
            "User-agent: *|Disallow: /p|Allow: /p/open, /p/open/1, true",
            "User-agent: *|Allow: /p/open|Disallow: /p, /p/open/1, true",
            "User-agent: *|Allow: /p|Disallow: /p/shut, /p/shut/1, false",
            "User-agent: *|Disallow: /p|Allow: /p, /p/1, true",
            "User-agent: *|Allow: /|Disallow: /, /p, true",
            "User-agent: *|Allow: /p|Disallow: /*.html, /p.html, false",
            // The query is part of what is matched.
            "User-agent: *|Disallow: /search?q=, /search?q=x, false",
            "User-agent: *|Disallow: /search?q=, /search?p=x, true",
            // Encoded and plain characters are the same.
            "User-agent: *|Disallow: /k%C3%B6ln, /k%C3%B6ln/1, false",
            "User-agent: *|Disallow: /k%c3%b6ln, /k%C3%B6ln/1, false",
            "User-agent: *|Disallow: /köln, /k%C3%B6ln/1, false",
            "User-agent: *|Disallow: /a%62c, /abc, false",
            "User-agent: *|Disallow: /abc, /a%62c, false",
            // But an encoded slash is none.
            "User-agent: *|Disallow: /a/b, /a%2Fb, true",
            "User-agent: *|Disallow: /a%2Fb, /a%2Fb, false"
        })
        void theLongestRuleThatMatchesDecides(String file, String path, boolean allowed) {
            assertAllowed(allowed, lines(file), path);
        }
    }

    /** Section 2.2.3: special characters. */
    @Nested
    class SpecialCharacters {
        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "User-agent: *|Disallow: /*.gif$, /a/b.gif, false",
            "User-agent: *|Disallow: /*.gif$, /a/b.gif?x, true",
            "User-agent: *|Disallow: /*.gif, /a/b.gif?x, false",
            "User-agent: *|Disallow: /a*c, /abbbc/d, false",
            "User-agent: *|Disallow: /a*c, /abbb, true",
            "User-agent: *|Disallow: /a*, /a, false",
            "User-agent: *|Disallow: *, /p, false",
            "User-agent: *|Disallow: /p$, /p, false",
            "User-agent: *|Disallow: /p$, /p/1, true",
            "User-agent: *|Disallow: /*/cart/*/pay, /de/cart/17/pay, false",
            // Written as themselves they are encoded.
            "User-agent: *|Disallow: /file-with-a-%2A.html, /file-with-a-*.html, false",
            "User-agent: *|Disallow: /p%24, /p$, false"
        })
        void starsAndDollarsMeanWhatTheySay(String file, String path, boolean allowed) {
            assertAllowed(allowed, lines(file), path);
        }

        @Test
        void manyStarsAreMatchedInTime() {
            var file = "User-agent: *\nDisallow: /" + "*a".repeat(60) + "$";
            assertAllowed(true, file, "/" + "a".repeat(2_000) + "b");
        }
    }

    /** Section 2.2.4: other records, among them Crawl-delay, which many sites use and no standard knows. */
    @Nested
    class OtherRecords {
        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "Sitemap: https://shop.example/s.xml|User-agent: *|Foo: bar|Disallow: /a, /a, false",
            "User-agent: *|Sitemap: https://shop.example/s.xml|Disallow: /a, /a, false",
            // Nor do they end the lines that head a group.
            "User-agent: millrace|Crawl-delay: 2||User-agent: *|Disallow: /, /a, false",
            "User-agent: a|Crawl-delay: 2|User-agent: millrace|Disallow: /a, /a, false"
        })
        void theyDisturbNoRule(String file, String path, boolean allowed) {
            assertAllowed(allowed, lines(file), path);
        }

        @ParameterizedTest
        @CsvSource({
            "User-agent: *|Disallow: /a, PT0S",
            "User-agent: *|Crawl-delay: 5, PT5S",
            "User-agent: *|Crawl-delay: 1.5, PT1.5S",
            "User-agent: *|Crawl-delay: 86400, PT1H",
            "User-agent: *|Crawl-delay: soon, PT0S",
            "User-agent: *|Crawl-delay: -3, PT0S",
            "User-agent: *|Crawl-delay: 9||User-agent: millrace|Crawl-delay: 2, PT2S",
            "User-agent: other|Crawl-delay: 9, PT0S"
        })
        void crawlDelayIsReadUpToAnHour(String file, Duration delay) {
            assertEquals(delay, parse(lines(file), Set.of("millrace")).crawlDelay());
        }

        @Test
        void aLongCrawlDelayForbidsNothing() {
            assertAllowed(true, "User-agent: *\nCrawl-delay: 86400", "/p");
        }
    }

    private static void assertAllowed(boolean allowed, String file, String path) {
        var rules = parse(file, Set.of("millrace"));
        assertEquals(allowed, rules.allows(PageAddress.of("https://shop.example" + path)));
    }

    private static String lines(String file) {
        return file.replace('|', '\n');
    }

    private static RobotsRules parse(String file, Set<String> products) {
        return RobotsRules.parse(FILE, file.getBytes(UTF_8), "text/plain", products);
    }
}
