package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://shop.example https://shop.example/",
                "HTTPS://Shop.Example:443/P/1 https://shop.example/P/1",
                "http://shop.example:8080/p#reviews http://shop.example:8080/p",
                "https://shop.example?id=1 https://shop.example/?id=1",
                "https://shop.example/a%2Fb?q=a+b%20c https://shop.example/a%2Fb?q=a+b%20c",
                "https://shop.example/100%?x={{env:HOME}}|y https://shop.example/100%25?x=%7B%7Benv:HOME%7D%7D%7Cy",
                "https://bücher.example/köln https://xn--bcher-kva.example/k%C3%B6ln",
                "https://shop.example/a/./b/../c//d https://shop.example/a/c//d",
                "https://shop.example/../../etc https://shop.example/etc",
                "https://[::1]:8443/p https://[::1]:8443/p"
            })
    void anAddressIsBroughtIntoTheFormInWhichItIsRequested(String text, String normal) {
        assertEquals(URI.create(normal), PageAddress.of(text));
    }

    @Test
    void spacesAroundAnAddressAreDroppedAndThoseInsideAreEncoded() {
        assertEquals(URI.create("https://shop.example/a%20b"), PageAddress.of(" https://shop.example/a b\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example/p/1",
                "ftp://shop.example/p",
                "file:///etc/passwd",
                "http:///p",
                "http://:80/p",
                "http://shop.example:99999/",
                "http://shop.example:0/",
                "http://user:pw@shop.example/",
                "http://shop example/",
                "http://127.1/",
                "http://[::1/"
            })
    void whatIsNoPageAddressIsRefused(String text) {
        var failure = assertThrows(FetchException.class, () -> PageAddress.of(text));
        assertEquals(FetchException.Kind.BAD_URL, failure.kind());
        assertFalse(failure.retryable());
    }

    @Test
    void aPasswordInARefusedAddressIsNotRepeated() {
        var failure = assertThrows(FetchException.class, () -> PageAddress.of("http://ann:hunter2@shop.example/p"));
        assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
        assertTrue(failure.getMessage().contains("shop.example/p"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/x, https://other.example/x",
        "//other.example/x, https://other.example/x",
        "/x?y=1, https://shop.example:8443/x?y=1",
        "x, https://shop.example:8443/a/x",
        "../x, https://shop.example:8443/x",
        "?page=2, https://shop.example:8443/a/b?page=2",
        "#top, https://shop.example:8443/a/b?q=1",
        "/ä b, https://shop.example:8443/%C3%A4%20b"
    })
    void aRedirectIsReadFromThePageThatSentIt(String location, String target) {
        var from = URI.create("https://shop.example:8443/a/b?q=1");
        assertEquals(URI.create(target), PageAddress.redirect(from, location));
    }

    @Test
    void aRedirectToAnotherSchemeThanHttpIsRefused() {
        var from = URI.create("https://shop.example/");
        assertThrows(FetchException.class, () -> PageAddress.redirect(from, "javascript:alert(1)"));
    }

    @Test
    void pacingCountsTheUsualPortAsWritten() {
        assertEquals("shop.example:443", PageAddress.hostAndPort(PageAddress.of("https://shop.example/p")));
        assertEquals("shop.example:81", PageAddress.hostAndPort(PageAddress.of("http://shop.example:81/p")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/p/1, shop.example",
        "http://shop.example/p/1, shop.example",
        "https://WWW.Shop.example/, shop.example",
        "https://shop.example:8443/, shop.example_8443",
        "http://127.0.0.1:8080/, 127.0.0.1_8080",
        "http://[::1]:8080/, ___1__8080",
        "https://bücher.example/, xn--bcher-kva.example"
    })
    void aSiteIsNamedByItsHostAndByAPortThatIsUnusual(String url, String site) {
        assertEquals(site, PageAddress.site(PageAddress.of(url)));
    }
}
