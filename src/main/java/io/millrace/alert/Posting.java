package io.millrace.alert;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes of the channels ask: the next delivery, and what became of it. A channel that does not take one is left
 * alone for a minute, then two, four … an hour, or as long as it asks for, unless it was that one alone that it did not like.
 * Thread-safe, each round for one thread.
 */
public final class Posting {
    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final String SENT = "sent";
    private static final String REFUSED = "refused";

    private final Map<String, AlertChannel> channels;
    private final Outbox outbox;
    private final Leftovers leftovers;
    private final Clock clock;
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    /** Channels that are being told, or that were when the warehouse was away. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /** What a channel took, until that is noted; nothing else is claimed for it before. */
    private final Map<String, Taken> unnoted = new ConcurrentHashMap<>();

    /** Channels that did not take what they were given, and are not asked for a while. */
    private final Map<String, Rest> rests = new ConcurrentHashMap<>();

    private final Map<String, Map<String, Long>> results = new TreeMap<>();

    private record Rest(int failures, Instant until) {}

    private record Taken(Delivery delivery, String answer) {}

    public Posting(AlertsSettings settings, Outbox outbox, Clock clock) {
        this.clock = clock;
        this.channels = settings.channels().stream()
                .collect(Collectors.toMap(AlertChannel::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.outbox = outbox;
        this.leftovers = outbox.leftovers(settings);
        channels.keySet().forEach(channel -> results.put(channel, new TreeMap<>(Map.of(SENT, 0L, REFUSED, 0L))));
    }

    /**
     * Begins a round with the first delivery that is due; with none while the channel is left alone. What the channel took in
     * a round before is noted first, if it could not be then.
     */
    public PostRound begin(String channel) throws SQLException {
        var round = new PostRound(channels.get(channel));
        busy.add(channel);
        note(round);
        leftovers.endForgotten();
        if (isResting(channel)) {
            busy.remove(channel);
        } else {
            next(round);
        }
        return round;
    }

    /** Goes on with the next one, unless the channel fails or has quiet hours. */
    public void next(PostRound round) throws SQLException {
        var isOver = round.fault() != null || round.channel().isQuiet(clock.instant());
        round.take(isOver ? null : outbox.claim(round.channel()).orElse(null));
        if (!round.hasDelivery()) {
            round.end(!faults.containsKey(round.channel().name()));
            busy.remove(round.channel().name());
        }
    }

    /** The round's delivery was taken, which is remembered until it is noted; asks no warehouse. */
    public void taken(PostRound round, String answer) {
        var delivery = round.delivery();
        unnoted.put(round.channel().name(), new Taken(delivery, answer));
        faults.remove(round.channel().name());
        rests.remove(round.channel().name());
        count(delivery, SENT);
        delivery.alerts()
                .forEach(alert -> LOG.debug(
                        "alert={} channel={} told: {}",
                        alert.id(),
                        round.channel().name(),
                        answer));
    }

    /** Notes what the channel took, if that is not noted yet. */
    public void note(PostRound round) throws SQLException {
        var taken = unnoted.get(round.channel().name());
        if (taken != null) {
            outbox.sent(taken.delivery(), taken.answer());
            unnoted.remove(round.channel().name());
        }
    }

    /** The round's delivery was not taken. */
    public void failed(PostRound round, Exception failure) throws SQLException {
        var delivery = round.delivery();
        var known = failure instanceof NotTakenException refused ? refused : null;
        var reason = known == null ? Said.by(failure) : known.getMessage();
        var retryAfter = known == null ? null : known.retryAfter();
        var ofContent = known != null && known.isOfContent();
        // First, so that it shows and the channel rests also where the warehouse does not take it.
        round.failed(reason);
        faults.put(round.channel().name(), reason);
        if (!ofContent) {
            rest(round.channel().name(), retryAfter);
        }
        count(delivery, REFUSED);
        outbox.failed(delivery, reason, retryAfter, known != null && known.isForGood(), ofContent);
        if (!ofContent) {
            // An hour's pause for each of them would keep the last for weeks.
            leftovers.endOverdue(round.channel().name(), reason);
        }
    }

    /**
     * Does nothing if the channel took what it was given.
     *
     * @throws IllegalStateException if it did not, with the reason
     */
    public void verify(PostRound round) {
        if (round.fault() != null) {
            throw new IllegalStateException("channel " + round.channel().name() + " does not take alerts: "
                    + round.fault() + "; they wait and are tried again, ./millrace alerts test "
                    + round.channel().name() + " tries it now");
        }
    }

    /** Whether every delivery that is due was told, or its channel was seen to take none, or has quiet hours. */
    public boolean isThrough() throws SQLException {
        for (var channel : channels.values()) {
            if (!faults.containsKey(channel.name()) && !channel.isQuiet(clock.instant()) && outbox.hasDue(channel)) {
                return false;
            }
        }
        // Last: what is in hand is not due, and becomes a fault before its channel is no longer busy.
        return busy.isEmpty();
    }

    /** Why channels do not take what they are given, of those that do not. */
    public List<String> faults() {
        return faults.entrySet().stream()
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .sorted()
                .toList();
    }

    /** Channel to result to deliveries of this process. */
    public synchronized Map<String, Map<String, Long>> results() {
        var copy = new TreeMap<String, Map<String, Long>>();
        results.forEach((channel, counts) -> copy.put(channel, Map.copyOf(counts)));
        return copy;
    }

    private boolean isResting(String channel) {
        var rest = rests.get(channel);
        return rest != null && clock.instant().isBefore(rest.until());
    }

    private void rest(String channel, Duration retryAfter) {
        rests.compute(channel, (name, last) -> {
            var failures = last == null ? 1 : last.failures() + 1;
            return new Rest(failures, clock.instant().plus(Outbox.pause(failures, retryAfter)));
        });
    }

    private synchronized void count(Delivery delivery, String result) {
        results.get(delivery.channel().name())
                .merge(result, (long) delivery.alerts().size(), Long::sum);
    }
}
