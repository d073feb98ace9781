package io.millrace.city;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.EventIds;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.source.Call;
import io.millrace.source.PageRef;
import io.millrace.source.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps around a request to a provider of city signals. Safe for many threads. */
public final class CityCalls {
    /** Property: the {@link RowQueue} of observations that are to be published. */
    public static final String ROWS = "MillraceRows";

    private static final String RECORD = "MillraceCallRecord";
    private static final Logger LOG = LoggerFactory.getLogger(CityCalls.class);

    private final CallMemory memory;
    private final Providers providers;
    private final DueQuestions questions;
    private final Map<String, Integer> versions;
    private final Clock clock;
    /** Source to the questions of its running round, and to its declaration. */
    private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();

    private final Map<String, Source> sources = new ConcurrentHashMap<>();

    public CityCalls(
            CallMemory memory, CallCount counted, ProviderWatch watch, Collection<Dataset> datasets, Clock clock) {
        this.memory = memory;
        this.providers = new Providers(counted, watch, clock);
        this.questions = new DueQuestions(memory, providers, clock);
        this.versions = datasets.stream().collect(Collectors.toMap(Dataset::name, Dataset::version));
        this.clock = clock;
    }

    /** What a round begins with, by address: the questions that are due now. */
    public Map<String, PageRef> due(Source source) {
        sources.put(source.name(), source);
        asked.put(source.name(), ConcurrentHashMap.newKeySet());
        questions.begin();
        return further(source);
    }

    /** Before a request: says whether it is left out, as its provider is not to be asked for now. */
    public void admit(Exchange exchange) {
        var admitted = providers.admits(call(exchange).provider());
        exchange.setProperty(Carried.SKIPPED, !admitted);
        if (admitted) {
            questions.asked(question(exchange));
        }
    }

    /**
     * Reads the answer in the body, its bytes; what is to be published of it becomes the property {@link #ROWS}.
     *
     * @throws ProviderException if it gives nothing
     */
    public void read(Exchange exchange) {
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        var question = question(exchange);
        var before = memory.before(source, question.address());
        var body = exchange.getMessage().getBody(byte[].class);
        var answered = new Answered(
                exchange.getProperty(Carried.STATUS, Integer.class),
                exchange.getProperty(Carried.CONTENT_TYPE, "", String.class),
                body == null ? new byte[0] : body,
                exchange.getProperty(Carried.FINAL_URL, "", String.class),
                exchange.getProperty(Carried.FETCHED_AT, Instant.class));
        var found = question.read(answered);
        var outcome = found.reading().outcome();
        if (outcome != Outcome.READ && outcome != Outcome.EMPTY) {
            refuse(source, question, before, outcome, found.reading().reason());
        }
        providers.works(question.provider());
        found.reading()
                .unreadable()
                .forEach(entry -> LOG.warn("source={} question=\"{}\" left out: {}", source, question.id(), entry));
        var evidence = Map.<String, Object>of(
                "provider", question.provider().name(), "page_hash", EventIds.sha256(answered.body()));
        var changes = Changes.of(found.reading().rows(), before.rows(), versions, source, evidence, answered.at());
        exchange.setProperty(ROWS, new RowQueue(changes.observations()));
        exchange.setProperty(
                RECORD,
                new CallRecord(
                        clock.instant(),
                        word(outcome),
                        changes.rows(),
                        found.known() == null ? before.known() : found.known()));
    }

    private void refuse(String source, Question question, CallRecord before, Outcome outcome, String reason) {
        providers.heed(question.provider(), outcome, reason);
        if (outcome == Outcome.REFUSED) {
            memory.keep(
                    source,
                    question.address(),
                    new CallRecord(clock.instant(), word(outcome), before.rows(), before.known()));
        }
        var name = question.provider().name();
        throw new ProviderException(
                outcome, question.id() + ": " + reason + (reason.contains(name) ? "" : " (" + name + ")"));
    }

    /** After the observations are spooled: remembers the answer. */
    public void remember(Exchange exchange) {
        memory.keep(
                exchange.getProperty(Carried.SOURCE, String.class),
                question(exchange).address(),
                exchange.getProperty(RECORD, CallRecord.class));
    }

    /** Makes the body what the answer made due, by address. */
    public void follow(Exchange exchange) {
        var source = sources.get(exchange.getProperty(Carried.SOURCE, String.class));
        exchange.getMessage().setBody(further(source));
    }

    private Map<String, PageRef> further(Source source) {
        var pages = new LinkedHashMap<String, PageRef>();
        for (var question : questions.of(source)) {
            if (asked.get(source.name()).add(question.id())) {
                var call = new Call(question.id(), question.provider(), question.isApi(), question);
                pages.put(question.address(), new PageRef(question.address(), Map.of(), source.place(), call));
            }
        }
        return pages;
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static Call call(Exchange exchange) {
        return exchange.getProperty(Carried.CALL, Call.class);
    }

    private static Question question(Exchange exchange) {
        return (Question) call(exchange).context();
    }
}
