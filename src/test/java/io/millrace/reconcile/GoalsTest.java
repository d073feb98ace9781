package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.stream.Batches;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private final Progress progress = new Progress();
    private final Goals goals = new Goals(progress);

    @Test
    void theGoalOfAShardIsItsGreatestSequenceNumberAsANumber() {
        goals.published("a", "9");
        goals.published("a", "10");
        goals.published("a", "8");
        goals.published("b", "1");
        assertEquals(Map.of("a", "10", "b", "1"), goals.lastByShard());
    }

    @Test
    void aBatchIsCountedAndItsAnswersRemembered() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(Batches.taken(Map.of("a", "7", "b", "3")));
        goals.published(exchange);
        assertEquals(Map.of("a", "7", "b", "3"), goals.lastByShard());
        assertEquals(2, progress.events());
    }
}
