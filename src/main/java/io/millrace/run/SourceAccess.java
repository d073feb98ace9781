package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.reconcile.Status;
import io.millrace.run.SourceDesk.Action;
import io.millrace.run.SourceDesk.Answer;
import io.millrace.run.SourceDesk.Request;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Questions about sources: to the process that runs on the data folder, or else to what it kept there. */
public final class SourceAccess {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private SourceAccess() {}

    /**
     * The sources after what is asked for is done.
     *
     * @throws UsageException if it cannot be done
     */
    public static List<Status.Source> ask(Settings settings, Action action, String source) throws Exception {
        var request = new Request(action, source);
        var running = RunningProcess.answering(settings.data());
        var answer = running.isPresent()
                ? Json.MAPPER.readValue(
                        Inquiry.ask(
                                running.get(), "/control/sources", Json.MAPPER.writeValueAsString(request), PATIENCE),
                        Answer.class)
                : ofFolder(settings, request);
        if (answer.error() != null) {
            throw new UsageException(answer.error());
        }
        return answer.sources();
    }

    private static Answer ofFolder(Settings settings, Request request) throws IOException {
        Inquiry.refuseUnused(settings);
        try (var folder = DataFolder.take(settings.data(), Inquiry.kind(settings));
                var store = WatchStore.open(settings.data().resolve("watch"))) {
            if (request.action() != Action.LIST) {
                if (!store.sources().contains(request.source())) {
                    return new Answer(SourceDesk.unknown(request.source(), store.sources()), List.of());
                }
                store.pause(request.source(), request.action() == Action.PAUSE);
            }
            var health = new SourceHealth(store);
            return new Answer(
                    null,
                    store.sources().stream()
                            .map(name -> Telling.source(
                                    health.summary(name),
                                    store.isPaused(name) ? Telling.PAUSED : Telling.IDLE,
                                    null,
                                    0,
                                    0))
                            .toList());
        }
    }
}
