package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.lake.LakeFormat;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.source.SourceFolder;
import io.millrace.warehouse.BoundConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The way to the batches: through the process that runs on the data folder, or else to the lake itself, with the stages
 * that carry out what is asked for.
 */
public final class BatchAccess implements AutoCloseable {
    /** Finding the batches of a range reads as many plans as there are. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private interface Line {
        String ask(byte[] request) throws Exception;
    }

    private final Line line;
    private final String process;
    private final Session session;
    private final Pipeline pipeline;

    private BatchAccess(Line line, String process, Session session, Pipeline pipeline) {
        this.line = line;
        this.process = process;
        this.session = session;
        this.pipeline = pipeline;
    }

    /** A way to look at batches: nothing is written. */
    public static BatchAccess toLook(Settings settings, String command) throws Exception {
        return toLook(settings, command, false);
    }

    /**
     * A way to load by hand, or, with {@code dry}, to look at what would be loaded. Where no process runs on the folder,
     * this one loads.
     */
    public static BatchAccess toLoad(Settings settings, String command, boolean dry) throws Exception {
        return dry ? toLook(settings, command, true) : toDo(settings, command, Set.of(Role.LOAD), Rhythm.BY_HAND);
    }

    private static BatchAccess toLook(Settings settings, String command, boolean loads) throws Exception {
        var running = running(settings);
        if (running != null) {
            return running;
        }
        var session = Session.open(settings, command, Inquiry.kind(settings));
        try {
            var lake = LakeParts.of(session.clients().s3(), settings.aws().bucket(), BatchAccess::refuse);
            var fault = LakeFormat.fault(lake.store());
            if (fault != null) {
                throw new UsageException(fault);
            }
            var clock = Clock.systemUTC();
            var health = new StageHealth(clock);
            var desk = new BatchDesk(
                    lake,
                    session.datasets(),
                    List.of(),
                    loads ? loads(session, lake, health, clock) : LoadDesk.none(),
                    false,
                    BatchWork.of(settings, lake, session.datasets(), session.work(), clock),
                    health,
                    BatchAccess::refuse);
            return new BatchAccess(request -> text(desk.answer(request)), null, session, null);
        } catch (Exception e) {
            session.close();
            throw e;
        }
    }

    /** Tells what would be loaded. */
    private static LoadDesk loads(Session session, LakeParts lake, StageHealth health, Clock clock) throws Exception {
        var beans = new StageBeans(
                session.settings(), session.datasets(), lake, session.work(), health, new Progress(), clock);
        return new LoadDesk(
                beans.loaders(session.warehouses(), new BoundConnection(), BatchAccess::refuse), (warehouse, round) -> {
                    throw new IllegalStateException("looking loads nothing");
                });
    }

    /**
     * A way to decide. Where no process runs on the folder, this one takes the roles over. Target aws: the cleaning stage
     * that runs on the bucket, wherever it does, carries out what is planned.
     *
     * @param roles what is needed to carry it out; none: it is only planned
     */
    public static BatchAccess toDecide(Settings settings, String command, Set<Role> roles) throws Exception {
        return toDo(settings, command, roles, roles.isEmpty() ? Rhythm.SCHEDULED : Rhythm.ONCE);
    }

    private static BatchAccess toDo(Settings settings, String command, Set<Role> roles, Rhythm rhythm)
            throws Exception {
        var running = running(settings);
        if (running != null) {
            return running;
        }
        var session = Session.open(settings, command, Inquiry.kind(settings));
        try {
            var pipeline = session.start(roles, SourceFolder.of(List.of()), rhythm, null);
            return new BatchAccess(request -> text(pipeline.desk().answer(request)), null, session, pipeline);
        } catch (Exception e) {
            session.close();
            throw e;
        }
    }

    /** The process that is asked, as messages call it; null if there is none. */
    public String process() {
        return process;
    }

    /**
     * Asks.
     *
     * @param answer what {@link BatchTalk.Action} says
     * @throws UsageException with the reason, if it cannot be done
     */
    public <T> T ask(BatchTalk.Request request, Class<T> answer) throws Exception {
        var text = line.ask(Json.bytes(request)).getBytes(StandardCharsets.UTF_8);
        var refused = Json.read(text, BatchTalk.Refused.class, "the answer");
        if (refused.error() != null) {
            throw new UsageException(refused.error());
        }
        return Json.read(text, answer, "the answer");
    }

    /** How far landing is now, and how far cleaning was before this process took it over. */
    public BatchTalk.Landed landed() throws Exception {
        var now = ask(BatchTalk.Request.about(BatchTalk.Action.LANDED, List.of()), BatchTalk.Landed.class);
        return pipeline == null
                ? now
                : new BatchTalk.Landed(
                        now.carriedOut(), pipeline.statusAtStart().clean().committed(), now.ends());
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }

    private static BatchAccess running(Settings settings) throws IOException {
        var running = RunningProcess.answering(settings.data());
        if (running.isPresent()) {
            var process = running.get();
            return new BatchAccess(
                    request -> Inquiry.ask(
                            process, "/control/batches", new String(request, StandardCharsets.UTF_8), PATIENCE),
                    process.described(),
                    null,
                    null);
        }
        Inquiry.refuseUnused(settings);
        return null;
    }

    private static boolean refuse(String key, byte[] content, java.util.Map<String, String> metadata) {
        throw new IllegalStateException("looking writes nothing, but " + key + " was to be written");
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }
}
