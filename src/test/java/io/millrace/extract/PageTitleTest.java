package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PageTitleTest {
    private static String name(String html) {
        return Pages.extract(html).offer().name();
    }

    @Test
    void aTitleHasParts() {
        assertEquals(List.of("Oak Lamp", "Lamps", "Acme"), PageTitle.parts("Oak Lamp | Lamps – Acme"));
        assertEquals(List.of("Oak-Lamp 2-in-1"), PageTitle.parts("Oak-Lamp 2-in-1"));
        assertEquals(List.of(), PageTitle.parts(" "));
    }

    @Test
    void aNameEndsWhereTheTitleGoesOn() {
        assertEquals("Oak Lamp", PageTitle.withoutRest("Oak Lamp — Acme Studio", "Oak Lamp"));
        assertEquals("Oak Lamp XL", PageTitle.withoutRest("Oak Lamp XL", "Oak Lamp"));
        assertEquals("Oak Lamp — Acme", PageTitle.withoutRest("Oak Lamp — Acme", null));
    }

    @Test
    void aShopsLogoIsNoHeading() {
        assertEquals(
                "Oak Lamp",
                name(
                        "<title>Oak Lamp - Acme</title><h1><a href=/>Acme</a></h1><div>Oak Lamp</div><p class=price>£20.00</p>"));
        assertEquals(
                "Oak Chair",
                name("<title>Acme Furniture Ltd | Oak Chair</title><h1>Oak Chair</h1><p class=price>£20.00</p>"));
    }

    @Test
    void withoutAHeadingTheTitleNamesTheProduct() {
        assertEquals(
                "Nordin X7 256GB", name("<title>Nordin X7 256GB | Phones | Shop</title><p class=price>£20.00</p>"));
    }

    @Test
    void aThousandHeadingsAndALongTitleTakeNoTime() {
        var html = "<title>" + "a | ".repeat(50_000) + "</title>" + "<h1><a href=/>a</a></h1>".repeat(2_000);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Pages.extract(html));
    }
}
