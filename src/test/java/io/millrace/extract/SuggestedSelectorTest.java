package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestedSelectorTest {
    private static Optional<String> suggest(String html, String price) {
        return SuggestedSelector.of(new Page(html.getBytes(StandardCharsets.UTF_8), null, null), price);
    }

    @Test
    void aNameThatNothingElseHasIsSuggested() {
        assertEquals(
                Optional.of("b.now"),
                suggest("<div class=css-1x8><s class=was>€30.00</s><b class='now x9z'>€20.00</b></div>", "20"));
    }

    @Test
    void aPriceForMachinesIsFoundByItsAttribute() {
        assertEquals(
                Optional.of("meta[itemprop=\"price\"]@content"),
                suggest("<h1>Mug</h1><meta itemprop=price content=20.00><p>only today</p>", "€ 20"));
    }

    @Test
    void namesThatMachinesMakeAreNotSuggested() {
        assertEquals(Optional.empty(), suggest("<p class=css-1x8>€20.00</p>", "20.00"));
    }

    @Test
    void whatIsSuggestedReadsThePriceAsAUsersSelector() {
        var html =
                "<h1>Mug</h1><div class=card><p class=price>€9.00</p></div><div class=main><p class=price>€20.00</p></div>";
        var selector = suggest(html, "20,00 €").orElseThrow();
        var hints = new ExtractHints(Map.of("price", selector), null, null);
        assertEquals("20.00 EUR", Pages.price(Pages.extract(html, hints)));
    }

    @Test
    void whatIsNoPriceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> suggest("<p>x</p>", "cheap"));
    }
}
