package io.millrace.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.millrace.dataset.Declared;
import io.millrace.lake.Erasure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasedTest {
    private static final Instant BEFORE = Events.OBSERVED.plusSeconds(1);

    private static CleanResult clean(String event, Erasure... erasures) {
        return new RowCleaner(Map.of("prices", Declared.prices()), null, List.of(erasures), false)
                .clean(Events.line(event));
    }

    @ParameterizedTest
    @CsvSource({
        "        , acme  ,    , 2026-11-21T10:00:00.000001Z, Erased",
        "        , acme  ,    , 2026-11-21T10:00:00Z       , Accepted",
        "        , acme  , A1 , 2026-11-21T11:00:00Z       , Erased",
        "        , acme  , A2 , 2026-11-21T11:00:00Z       , Accepted",
        "        , acm   ,    , 2026-11-21T11:00:00Z       , Accepted",
        "prices  , acme  ,    , 2026-11-21T11:00:00Z       , Erased",
        "readings, acme  ,    , 2026-11-21T11:00:00Z       , Accepted",
    })
    void anEventIsErasedThatFulfilsAllOfIt(String dataset, String source, String sku, Instant before, String expected) {
        var result = clean(Events.priceText(), new Erasure(dataset, source, sku, before));
        assertEquals(expected, result.getClass().getSimpleName());
    }

    @Test
    void whoSentItIsStillCounted() {
        var result = clean(Events.priceText(), new Erasure(null, "acme", null, BEFORE));
        assertEquals(new CleanResult.Erased("17-ab", 7L), result);
    }

    @Test
    void anEventThatIsNoGoodOrTooNewIsErasedAllTheSame() {
        var erasure = new Erasure(null, "acme", null, BEFORE);
        for (var text : List.of(
                Events.priceText().replace("19,99 €", "call us"),
                Events.priceText().replace("\"version\":1", "\"version\":9"),
                Events.priceText().replace("\"prices\"", "\"prises\""),
                Events.priceText().replace("\"acme\"", "\" acme \""))) {
            assertInstanceOf(CleanResult.Erased.class, clean(text, erasure), text);
        }
    }

    @Test
    void anEventWhoseTimeCannotBeReadCountsAsObservedWhenItArrived() {
        var text = Events.priceText().replace("2026-11-21T10:00:00Z", "yesterday");
        assertInstanceOf(
                CleanResult.Erased.class, clean(text, new Erasure(null, "acme", null, Events.ARRIVED.plusMillis(1))));
        assertInstanceOf(CleanResult.Rejected.class, clean(text, new Erasure(null, "acme", null, Events.ARRIVED)));
    }

    @Test
    void whatIsNotJsonTellsNobodysName() {
        assertInstanceOf(CleanResult.Rejected.class, clean("acme", new Erasure(null, "acme", null, BEFORE)));
    }
}
