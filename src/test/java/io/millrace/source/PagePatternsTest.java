package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePatternsTest {
    private static boolean matches(String pattern, String url, boolean sameSite) {
        return PagePatterns.of(List.of(pattern)).matches(URI.create(url), sameSite);
    }

    @ParameterizedTest
    @CsvSource({
        "/p/*,           https://a.example/p/1,          true",
        "/p/*,           https://a.example/p/red/1,      true",
        "/p/*,           https://a.example/x/p/1,        false",
        "/p/*,           https://a.example/p,            false",
        "/p/*.html,      https://a.example/p/1.html,     true",
        "/p/*.html,      https://a.example/p/1.htmlx,    false",
        "/p/*.html,      https://a.example/p/1xhtml,     false",
        "/p/*,           https://a.example/p/1?color=2,  true",
        "/p?id=*,        https://a.example/p?id=7,       true",
        "/p?id=*,        https://a.example/pid=7,        false",
        "/,              https://a.example,              true",
        "regex:/p/\\d+$, https://a.example/p/17,         true",
        "regex:/p/\\d+$, https://a.example/p/17/reviews, false",
        "https://b.example/p/*, https://b.example/p/1,   true",
        "https://b.example/p/*, https://a.example/p/1,   false",
    })
    void anAddressMatchesOrDoesNot(String pattern, String url, boolean matches) {
        assertEquals(matches, matches(pattern, url, true));
    }

    @ParameterizedTest
    @CsvSource({"/p/*, false", "regex:/p/, false", "https://b.example/p/*, true", "regex:^https://b\\.example/p/, true"
    })
    void anotherSiteHasToBeNamedInFull(String pattern, boolean matches) {
        assertEquals(matches, matches(pattern, "https://b.example/p/1", false));
    }

    @Test
    void withoutPatternsThePagesOfTheSiteAreMeant() {
        assertTrue(PagePatterns.ALL.matches(URI.create("https://a.example/x"), true));
        assertFalse(PagePatterns.ALL.matches(URI.create("https://a.example/x"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p/*", "regex:(", "regex:(?<=a)b", ""})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> PagePatterns.of(List.of(pattern)));
    }

    @Test
    void anExpressionThatWouldTakeForEverElsewhereIsMatched() {
        var url = URI.create("https://a.example/" + "a".repeat(5_000) + "!");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertFalse(PagePatterns.of(List.of("regex:/(a+)+$")).matches(url, true)));
    }
}
