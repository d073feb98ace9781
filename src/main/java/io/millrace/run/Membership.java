package io.millrace.run;

import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import io.millrace.member.BeatHeart;
import io.millrace.member.HoldHost;
import io.millrace.member.HostClaims;
import io.millrace.member.Instance;
import io.millrace.member.Living;
import io.millrace.member.Machine;
import io.millrace.member.PublisherState;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process as one of several instances: its heartbeats, who else lives, and the hosts that it holds. */
final class Membership {
    /** For what is under way when the process is asked to stop; then others take over by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final Instance self;
    private final Living living;
    private final HostClaims claims;

    Membership(Set<Role> roles, ObjectStore store, Commits commits, PublisherState publisher, Clock clock) {
        self = new Instance(
                Machine.here(),
                Arrays.asList(Role.words(roles).split(",")),
                publisher,
                () -> UUID.randomUUID().toString().substring(0, 8),
                clock,
                System::nanoTime);
        living = new Living(store, self, System::nanoTime);
        claims = new HostClaims(store, commits, self, living, clock);
    }

    void bind(Registry registry) {
        registry.bind("beatHeart", new BeatHeart(self));
        registry.bind("living", living);
        registry.bind("hostClaims", claims);
        registry.bind("holdHost", new HoldHost(claims, System::nanoTime));
    }

    /** The name under which this process acts now. */
    String id() {
        return self.id();
    }

    /** How many hosts it holds. */
    long hosts() {
        return claims.held();
    }

    Living living() {
        return living;
    }

    /**
     * Finishes the pages under way, gives everything back and tells the others, so that none has to wait. What of it
     * fails they find out by themselves.
     */
    void leave(CamelContext context) {
        try (var template = context.createProducerTemplate()) {
            context.getRouteController().stopRoute("beat-heart", PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (claims.stop(PATIENCE)) {
                self.stop();
                template.sendBody("direct:write-heartbeat", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CamelExecutionException e) {
            LOG.info(
                    "instance={} could not tell that it stops: {}",
                    self.id(),
                    e.getCause().toString());
        } catch (Exception e) {
            LOG.info("instance={} could not tell that it stops: {}", self.id(), e.toString());
        }
    }
}
