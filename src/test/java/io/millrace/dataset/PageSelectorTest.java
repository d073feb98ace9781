package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSelectorTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "span.price              | span.price              | -",
                "span.price@content      | span.price              | content",
                "meta[itemprop=price] @content | meta[itemprop=price] | content",
                "a[href*=@]              | a[href*=@]              | -",
                "[data-a='x@y']          | [data-a='x@y']          | -",
                "div@data-price-now      | div                     | data-price-now",
                "@content                | @content                | -",
                "p@                      | p@                      | -"
            })
    void anAttributeStandsBehindTheLastAt(String written, String css, String attribute) {
        assertEquals(new PageSelector(css, attribute), PageSelector.of(written));
    }
}
