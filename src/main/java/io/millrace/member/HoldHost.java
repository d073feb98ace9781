package io.millrace.member;

import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The step before a page is asked for: lets it pass only while this instance holds its host. */
public final class HoldHost {
    /** As long as another instance may take to give a host back, or to count as dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Each look at a chain of claims asks the lake a few times. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Whether the lake takes heartbeats is known without asking. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final HostClaims claims;
    private final LongSupplier nanos;
    private final Map<String, Long> waitedInVain = new ConcurrentHashMap<>();

    public HoldHost(HostClaims claims, LongSupplier nanos) {
        this.claims = claims;
        this.nanos = nanos;
    }

    /**
     * Reads the property {@link Carried#HOST}. The host stays held until the exchange is done; before each request to it
     * {@link Carried#GUARD} is to be run. Waits where it may become this instance's within seconds.
     *
     * @throws HostNotHeldException if it is another living instance's
     * @throws IllegalStateException if the lake does not answer, so that it cannot be known
     */
    public void hold(Exchange exchange) throws InterruptedException {
        var host = exchange.getProperty(Carried.HOST, String.class);
        var began = nanos.getAsLong();
        var answer = claims.begin(host);
        while (answer != HostClaims.Answer.HELD) {
            if (answer == HostClaims.Answer.LEFT) {
                throw new HostNotHeldException(host, claims.holder(host));
            }
            if (isTooLong(host, answer, began)) {
                throw givenUp(host, answer);
            }
            claims.awaitNews(answer == HostClaims.Answer.CUT_OFF ? GLANCE : LOOK);
            answer = claims.begin(host);
        }
        waitedInVain.remove(host);
        guard(exchange, host);
    }

    private void guard(Exchange exchange, String host) {
        var id = claims.id();
        exchange.setProperty(Carried.GUARD, (Runnable) () -> {
            if (!claims.mayGoOn(host, id)) {
                throw cutOff(host);
            }
        });
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                claims.end(host);
            }
        });
    }

    /** A round does not wait for each page of a host anew. */
    private boolean isTooLong(String host, HostClaims.Answer answer, long began) {
        var now = nanos.getAsLong();
        var vain = waitedInVain.get(host);
        if (answer == HostClaims.Answer.UNSETTLED && vain != null && now - vain < PATIENCE.toNanos()) {
            return true;
        }
        return now - began >= PATIENCE.toNanos();
    }

    private RuntimeException givenUp(String host, HostClaims.Answer answer) {
        waitedInVain.putIfAbsent(host, nanos.getAsLong());
        return answer == HostClaims.Answer.UNSETTLED
                ? new HostNotHeldException(host, claims.holder(host))
                : cutOff(host);
    }

    private static IllegalStateException cutOff(String host) {
        return new IllegalStateException("nothing of host " + host + " is asked for while the lake does not take this"
                + " process's heartbeats, as others may hold the host by now; the next round asks again");
    }
}
