package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaWikiTest {
    @ParameterizedTest
    @CsvSource({
        "https://en.wikipedia.org/wiki/Berlin, https://en.wikipedia.org/w/api.php?action=parse&page=Berlin&",
        "https://de.wikipedia.org/wiki/M%C3%BCnchen, https://de.wikipedia.org/w/api.php?action=parse&page=M%C3%BCnchen&",
        "https://de.wikipedia.org/wiki/München, https://de.wikipedia.org/w/api.php?action=parse&page=M%C3%BCnchen&",
        "https://en.m.wikipedia.org/wiki/Berlin#History, https://en.wikipedia.org/w/api.php?action=parse&page=Berlin&",
        "https://en.wikipedia.org/w/index.php?title=New_York_City&oldid=1, https://en.wikipedia.org/w/api.php?action=parse&page=New_York_City&",
        "https://en.wikipedia.org/wiki/C+%26A, https://en.wikipedia.org/w/api.php?action=parse&page=C%2B%26A&",
    })
    void anArticlesAddressGivesThatOfTheApi(String address, String begins) {
        var api = MediaWiki.article(address).orElseThrow();
        assertTrue(api.startsWith(begins), api);
        assertTrue(api.endsWith("&redirects=1&format=json&formatversion=2"), api);
    }

    @Test
    void theRevisionAloneIsAskedForCheaply() {
        assertEquals(
                Optional.of("https://fr.wikipedia.org/w/api.php?action=query&prop=revisions&rvprop=ids&titles=Paris"
                        + "&redirects=1&format=json&formatversion=2"),
                MediaWiki.revision("https://fr.wikipedia.org/wiki/Paris"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/wiki/Berlin",
                "https://notwikipedia.org/wiki/Berlin",
                "https://en.wikipedia.org/wiki/Special:Search",
                "https://en.wikipedia.org/",
                "no address"
            })
    void otherAddressesAreThoseOfNoArticle(String address) {
        assertEquals(Optional.empty(), MediaWiki.article(address));
    }
}
