package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverAlertsTest {
    private Routes routes;
    private String refused = "";
    private boolean away;

    /** A round over what waits. */
    public static final class AnyRound {
        private final Deque<String> waiting = new ArrayDeque<>(List.of("a", "b"));
        private boolean failed;
        private String taken;

        public boolean hasDelivery() {
            return !waiting.isEmpty();
        }

        public String delivery() {
            return waiting.peek();
        }

        public boolean isWell() {
            return !failed;
        }
    }

    /** Stands for the outbox, and writes what it is asked into the log. */
    public final class Post {
        public AnyRound begin(String channel) {
            routes.log.add("begin " + channel);
            return new AnyRound();
        }

        public void next(AnyRound round) {
            round.waiting.remove();
        }

        public void taken(AnyRound round, String answer) {
            round.taken = "sent " + round.delivery() + " " + answer;
        }

        public void note(AnyRound round) {
            if (round.taken != null && away) {
                throw new IllegalStateException("the warehouse is away");
            }
            if (round.taken != null) {
                routes.log.add(round.taken);
                round.taken = null;
            }
        }

        public void failed(AnyRound round, Exception failure) {
            round.failed = true;
            routes.log.add("failed " + round.delivery() + " " + failure.getMessage());
        }

        public void verify(AnyRound round) {
            if (round.failed) {
                throw new IllegalStateException("the channel does not take alerts");
            }
        }
    }

    @BeforeEach
    void load() throws Exception {
        routes = new Routes("deliver-alerts", "judge-alerts");
        routes.bind("alertPosting", new Post())
                .bind("alertJudging", new Judge())
                .make(
                        "deliver-alerts",
                        "deliver-alerts-hook",
                        Map.of("channel", "hook", "type", "webhook", "every", "1000"))
                .begin("deliver-alerts-hook")
                .begin("judge-alerts")
                .add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:send-alert-webhook-hook")
                                .errorHandler(noErrorHandler())
                                .process(exchange -> {
                                    if (refused.equals(exchange.getMessage().getBody(String.class))) {
                                        throw new IllegalStateException("refused");
                                    }
                                    exchange.getMessage().setBody("200");
                                });
                    }
                })
                .start();
    }

    /** Stands for the judgement. */
    public final class Judge {
        public void judge() {
            routes.log.add("judge");
        }
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void whatWaitsIsToldOneAfterTheOtherAndMarked() {
        routes.health.failed("deliver-alerts-hook", new IllegalStateException("before"));
        routes.send("direct:deliver-alerts-hook", null);
        assertEquals(List.of("begin hook", "sent a 200", "sent b 200"), routes.log);
        assertEquals(Set.of(), routes.health.failures().keySet());
    }

    @Test
    void oneThatIsRefusedIsMarkedAndShowsAsAFailureOfTheStage() {
        refused = "a";
        routes.send("direct:deliver-alerts-hook", null);
        assertEquals(List.of("begin hook", "failed a refused", "sent b 200"), routes.log);
        assertEquals(
                "the channel does not take alerts",
                routes.health.failures().get("deliver-alerts-hook").reason());
    }

    @Test
    void whatCannotBeMarkedShowsAsAFailureOfTheStageAndNotOfTheChannel() {
        away = true;
        routes.send("direct:deliver-alerts-hook", null);
        assertEquals(List.of("begin hook"), routes.log);
        assertEquals(
                "the warehouse is away",
                routes.health.failures().get("deliver-alerts-hook").reason());
    }

    @Test
    void aJudgementThatWorksIsReported() {
        routes.health.failed("judge-alerts", new IllegalStateException("before"));
        routes.send("direct:judge-alerts", null);
        assertEquals(List.of("judge"), routes.log);
        assertEquals(Set.of(), routes.health.failures().keySet());
    }
}
