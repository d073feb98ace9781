package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ListingGuessTest {
    private static final String AT = "https://shop.example/c/kettles";
    private static final String MENU = "<nav><ul>"
            + IntStream.range(0, 30)
                    .mapToObj(n -> "<li class=entry><a href=/c/" + n + "><img src=x>Category " + n + " 9,99 €</a></li>")
                    .collect(Collectors.joining())
            + "</ul></nav>";

    private static Optional<ListingGuess> guess(String html) {
        return ListingGuess.of(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", AT);
    }

    private static String items(String form) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(n -> form.replace("N", "" + n))
                .collect(Collectors.joining());
    }

    private static void assertFinds(String html, int pages, String match) {
        var guess = guess(html).orElseThrow();
        assertEquals(pages, guess.pages().size(), guess.toString());
        assertEquals(match, guess.match());
        var links = Jsoup.parse(html, AT).select(guess.links()).eachAttr("abs:href");
        assertTrue(links.containsAll(guess.pages()), guess.links());
    }

    @Test
    void cardsWithPicturesAndPricesAreFound() {
        assertFinds(
                MENU
                        + items("<div class='card card--N'><a class=title href='/p/N'>Kettle N</a><img src=N.jpg>"
                                + "<span>1N,99 €</span></div>"),
                8,
                "/p/*");
    }

    @Test
    void linksWithoutClassesAreFoundByTheirList() {
        assertFinds(
                MENU + "<ul class=products>"
                        + items("<li><a href='/kettle-N.html'><img src=N.jpg>Kettle N</a> £N.50</li>") + "</ul>",
                8,
                null);
    }

    @Test
    void cardsWithTwoLinksToOnePageCountOnce() {
        var guess = guess(items("<article class=item><a class=pic href='/p/N'><img src=N.jpg></a>"
                        + "<a class=name href='/p/N'>Kettle N</a> $N.00</article>"))
                .orElseThrow();
        assertEquals(8, guess.pages().size());
    }

    @Test
    void theNextPageIsFound() {
        var html =
                items("<li class=item><a href=/p/N><img src=N.jpg></a> N,00 €</li>") + "<a rel=next href=?page=2>›</a>";
        assertEquals("a[rel=next]", guess(html).orElseThrow().next());
    }

    @Test
    void menusArticlesAndOtherSitesAreNoListing() {
        assertEquals(Optional.empty(), guess(MENU));
        assertEquals(Optional.empty(), guess(items("<p class=post><a href=/blog/N>About kettles, part N</a></p>")));
        assertEquals(
                Optional.empty(),
                guess(items("<li class=item><a href='https://other.example/N'><img src=x></a> N,00 €</li>")));
        assertEquals(List.of(), guess("<h1>Kettle</h1> 12,50 €").stream().toList());
    }
}
