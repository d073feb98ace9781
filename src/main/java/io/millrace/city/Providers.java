package io.millrace.city;

import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.WindowPlan;
import io.millrace.source.Provider;
import io.millrace.source.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which providers may be asked now: quotas, and what they said of themselves. Safe for many threads. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    /** After "too many requests": one that is asked on may block the account. */
    private static final Duration WAIT = Duration.ofHours(1);

    private static final int NO_QUOTA = 1_000_000;
    private static final Duration STOP = Duration.ofDays(1);

    private final CallCount counted;
    private final ProviderWatch watch;
    private final Clock clock;
    /** Who is asked by which key, to until when not. */
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();

    Providers(CallCount counted, ProviderWatch watch, Clock clock) {
        this.counted = counted;
        this.watch = watch;
        this.clock = clock;
    }

    /** Whether it may be asked once more, which is counted then. */
    boolean admits(Provider provider) {
        if (rests(provider)) {
            return false;
        }
        var quota = provider.quota();
        if (quota != null
                && quota.per() == Quota.Period.MONTH
                && budget(provider).today() == 0
                && left(provider) > 0) {
            // An outage costs a day's share at the most.
            return false;
        }
        if (quota == null || counted.take(provider.name(), quota.per().of(clock.instant()), today(), quota.calls())) {
            return true;
        }
        rest(
                provider,
                quota.per().end(clock.instant()),
                "its quota of " + quota + " is used up: raise quota in the source file if the plan has more");
        return false;
    }

    /** Whether it is not asked now; one that was declared anew is asked again. */
    boolean rests(Provider provider) {
        var until = resting.get(by(provider));
        return until != null && clock.instant().isBefore(until);
    }

    /** Requests that its quota has left in the running period; a great number where it has none. */
    int left(Provider provider) {
        var quota = provider.quota();
        return quota == null
                ? Integer.MAX_VALUE
                : Math.max(
                        0,
                        quota.calls()
                                - counted.used(provider.name(), quota.per().of(clock.instant())));
    }

    /** Requests to one with a quota since the day began, by UTC. */
    private int askedToday(Provider provider) {
        var period = provider.quota().per().of(clock.instant());
        return counted.usedOn(today(), provider.name(), period);
    }

    /** What it may be asked still, of the running period and today. */
    WindowPlan.Budget budget(Provider provider) {
        var quota = provider.quota();
        if (quota == null) {
            return new WindowPlan.Budget(NO_QUOTA, 1, 0);
        }
        var now = clock.instant();
        var days = quota.per() == Quota.Period.MONTH
                ? ChronoUnit.DAYS.between(
                        now.truncatedTo(ChronoUnit.DAYS), quota.per().end(now))
                : 1;
        return new WindowPlan.Budget(left(provider), (int) days, askedToday(provider));
    }

    private static String by(Provider provider) {
        return provider.name() + " " + provider.at() + " " + provider.key() + " " + provider.quota();
    }

    private String today() {
        return Quota.Period.DAY.of(clock.instant());
    }

    /** It answered. */
    void works(Provider provider) {
        if (resting.remove(by(provider)) != null) {
            LOG.info("provider={} answers again", provider.name());
        }
        watch.works(provider.name());
    }

    /** It said that it will not answer for now. */
    void heed(Provider provider, Outcome outcome, String reason) {
        if (outcome == Outcome.WAIT) {
            rest(provider, clock.instant().plus(WAIT), reason);
        } else if (outcome == Outcome.STOP) {
            rest(provider, clock.instant().plus(STOP), reason);
        }
    }

    private void rest(Provider provider, Instant until, String why) {
        resting.put(by(provider), until);
        watch.fails(
                provider.name(),
                new IllegalStateException("provider " + provider.name() + ": " + why + "; it is not asked before "
                        + until.truncatedTo(ChronoUnit.SECONDS)
                        + ", or before its declaration changes or Millrace is started anew"));
    }
}
