package io.millrace.run;

import io.millrace.lake.Reason;
import io.millrace.reconcile.Status;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A deep check that takes longer than a request may: begun by one, asked for by others. One at a time; thread-safe. */
final class DeepJob {
    private static final long PATIENCE_SECONDS = 2;

    /** The work. */
    interface Check {
        /** @param said is told now and then how far it is */
        Status run(Consumer<String> said) throws Exception;
    }

    /**
     * How far a check is.
     *
     * @param check its id, to be shown when asking again
     * @param said how far it is
     * @param error why it could not be finished; null while it runs and when it is through
     * @param status what it found; null while it runs
     */
    record Answer(String check, String said, String error, Status status) {}

    private final Check check;
    private String id;
    private CompletableFuture<Status> result;
    private volatile String said = "";

    DeepJob(Check check) {
        this.check = check;
    }

    /**
     * Begins a check, or joins the one that runs, and waits two seconds at the most for its end.
     *
     * @param known the id that an earlier answer gave; null or empty: none
     */
    Answer ask(String known) throws InterruptedException {
        CompletableFuture<Status> running;
        String asked;
        synchronized (this) {
            var fresh = known == null || known.isEmpty();
            if (!fresh && !known.equals(id)) {
                return new Answer(known, said, "another check has begun since: ask again", null);
            }
            if (fresh && (result == null || result.isDone())) {
                begin();
            }
            running = result;
            asked = id;
        }
        try {
            return new Answer(asked, said, null, running.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return new Answer(asked, said, null, null);
        } catch (ExecutionException e) {
            return new Answer(asked, said, Reason.of(e.getCause()), null);
        }
    }

    private void begin() {
        id = UUID.randomUUID().toString();
        said = "beginning";
        var begun = new CompletableFuture<Status>();
        result = begun;
        var thread = new Thread(
                () -> {
                    try {
                        begun.complete(check.run(text -> said = text));
                    } catch (Exception | LinkageError e) {
                        begun.completeExceptionally(e);
                    }
                },
                "deep-check");
        // What stops the program stops it too: it only reads.
        thread.setDaemon(true);
        thread.start();
    }
}
