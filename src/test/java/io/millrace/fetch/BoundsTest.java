package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    private final Bounds page = Bounds.page(100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "TEXT/HTML; charset=utf-8",
                "application/xhtml+xml",
                "application/xml;charset=x",
                "text/xml",
                "application/json",
                "application/ld+json",
                "application/rss+xml",
                "text/plain"
            })
    void pagesAreTaken(String type) {
        assertTrue(page.takes(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/pdf", "image/png", "image/svg+xml", "text/css", "application/octet-stream", "html"})
    void whatIsNoPageIsNotTaken(String type) {
        assertFalse(page.takes(type));
    }
}
