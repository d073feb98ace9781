package io.millrace.cli;

import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk;
import io.millrace.run.BatchTalk.Decided;
import io.millrace.run.BatchTalk.Planned;
import io.millrace.run.BatchTalk.Progress;
import io.millrace.run.BatchTalk.Request;
import java.io.PrintWriter;

/** Waits until planned batches are through, and tells what became of them. */
final class BatchOutcome {
    private static final long LOOK_MILLIS = 300;

    private final BatchAccess access;
    private final PrintWriter out;
    private final PrintWriter err;
    private String said = "";

    BatchOutcome(BatchAccess access, PrintWriter out, PrintWriter err) {
        this.access = access;
        this.out = out;
        this.err = err;
    }

    /** Waits for what was decided; returns 0, or 1 if some of it is held, or did not come through. */
    int await(Decided decided) throws Exception {
        var numbers = decided.plans().stream().map(Planned::n).toList();
        if (numbers.isEmpty()) {
            return 0;
        }
        if (!decided.carriedOut()) {
            out.println("the clean stage that runs on this lake carries it out: ./millrace batches show "
                    + numbers.get(numbers.size() - 1) + " tells how far it is");
            return 0;
        }
        var end = await(Request.about(BatchTalk.Action.PROGRESS, numbers));
        if (end == null) {
            return 1;
        }
        var exit = tell(end);
        if (!end.warehouses().isEmpty()) {
            out.println("loaded into " + String.join(", ", end.warehouses()));
        }
        return exit;
    }

    /** Prints what became of each batch; returns 1 if one is held. */
    int tell(Progress end) {
        end.batches().forEach(line -> out.println(BatchTable.words(line)));
        return end.batches().stream().anyMatch(line -> line.state().startsWith("held")) ? 1 : 0;
    }

    /** Asks until all is through; null if a stop was asked for before. */
    Progress await(Request request) throws Exception {
        try (var stop = new StopSignal()) {
            while (true) {
                var progress = access.ask(request, Progress.class);
                if (progress.through()) {
                    return progress;
                }
                say(progress);
                if (stop.await(LOOK_MILLIS)) {
                    err.println("stopped; what is planned is carried out by the next process that cleans");
                    return null;
                }
            }
        }
    }

    private void say(Progress progress) {
        var done = progress.batches().stream()
                .filter(line -> line.committed() != null)
                .count();
        var of = progress.batches().size();
        var text = new StringBuilder(
                of == 0
                        ? "cleaning …"
                        : (done < of ? "cleaning" : "loading") + ": " + done + " of " + of + " cleaned …");
        progress.failing()
                .forEach(failure -> text.append("; ")
                        .append(failure.stage())
                        .append(" fails: ")
                        .append(BatchTable.plain(failure.reason())));
        if (!said.contentEquals(text)) {
            said = text.toString();
            err.println(said);
            err.flush();
        }
    }
}
