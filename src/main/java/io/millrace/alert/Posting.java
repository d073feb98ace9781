package io.millrace.alert;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import java.sql.SQLException;
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
 * alone for the round; the others of its deliveries wait for the next. Thread-safe, each round for one thread.
 */
public final class Posting {
    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final String SENT = "sent";
    private static final String REFUSED = "refused";

    private final Map<String, AlertChannel> channels;
    private final Outbox outbox;
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    /** Channels that are being told. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    private final Map<String, Map<String, Long>> results = new TreeMap<>();

    public Posting(AlertsSettings settings, Outbox outbox) {
        this.channels = settings.channels().stream()
                .collect(Collectors.toMap(AlertChannel::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.outbox = outbox;
        channels.keySet().forEach(channel -> results.put(channel, new TreeMap<>(Map.of(SENT, 0L, REFUSED, 0L))));
    }

    /** Begins a round with the first delivery that is due. */
    public PostRound begin(String channel) throws SQLException {
        var round = new PostRound(channels.get(channel));
        busy.add(channel);
        next(round);
        return round;
    }

    /** Goes on with the next one. */
    public void next(PostRound round) throws SQLException {
        round.take(round.fault() != null ? null : outbox.claim(round.channel()).orElse(null));
        if (!round.hasDelivery()) {
            busy.remove(round.channel().name());
        }
    }

    /** The round's delivery was taken. */
    public void sent(PostRound round, String answer) throws SQLException {
        var delivery = round.delivery();
        outbox.sent(delivery, answer);
        round.sent();
        faults.remove(round.channel().name());
        count(round.channel().name(), SENT);
        LOG.debug(
                "alert={} channel={} told: {}",
                delivery.alert().id(),
                round.channel().name(),
                answer);
    }

    /** The round's delivery was not taken. */
    public void failed(PostRound round, Exception failure) throws SQLException {
        var delivery = round.delivery();
        var known = failure instanceof NotTakenException refused ? refused : null;
        var reason = known == null ? Said.by(failure) : known.getMessage();
        outbox.failed(delivery, reason, known == null ? null : known.retryAfter(), known != null && known.isForGood());
        round.failed(reason);
        faults.put(round.channel().name(), reason);
        count(round.channel().name(), REFUSED);
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

    /** Whether every delivery that is due was told, or its channel was seen to take none. */
    public boolean isThrough() throws SQLException {
        for (var channel : channels.values()) {
            if (!faults.containsKey(channel.name()) && outbox.hasDue(channel)) {
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

    private synchronized void count(String channel, String result) {
        results.get(channel).merge(result, 1L, Long::sum);
    }
}
