package io.millrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.run.DataFolder;
import io.millrace.run.Finish;
import io.millrace.run.Pipeline;
import io.millrace.run.Rhythm;
import io.millrace.run.Role;
import io.millrace.run.Session;
import io.millrace.run.UsageException;
import io.millrace.source.SourceFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every source once, whatever the event, as {@code run --only fetch --once} does: fetched, extracted, spooled,
 * and in the stream before it answers, with how many pages and events there were. What an earlier invocation left in the
 * environment's spool goes first.
 *
 * <p>Everything is started and ended within an invocation: a frozen environment sends no heartbeat, and must hold no
 * host. It stops in time for what is spooled to be sent. Fails, with the same counts, where that command would exit
 * with 1.
 */
public final class ScrapeHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeHandler.class);
    private static final Duration RESERVE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 200;

    private final Settings settings;

    /** Reads the settings of the environment. */
    public ScrapeHandler() {
        this(FunctionSettings.load());
    }

    ScrapeHandler(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var deadline = new Deadline(context::getRemainingTimeInMillis, RESERVE);
        var scraped = scrape(deadline);
        var said = Json.bytes(scraped);
        if (!scraped.isWhole()) {
            throw new IllegalStateException("not everything worked: " + Json.MAPPER.writeValueAsString(scraped)
                    + "; what was given up is kept, with its reason, under failed/ in the bucket, and the log says more."
                    + " Where pages are left out for want of time, give the function more, or fewer sources");
        }
        out.write(said);
    }

    private Scraped scrape(Deadline deadline) throws IOException {
        var sources = SourceFolder.open(settings.sources());
        if (sources.sources().isEmpty()) {
            throw new UsageException("there is no source in " + settings.sources()
                    + ": put source files there, or name their folder with sources: in millrace.yaml");
        }
        try (var session = Session.open(settings, Session.FUNCTION, DataFolder.Kind.RUN)) {
            return round(session.start(EnumSet.of(Role.FETCH), sources, Rhythm.ONCE, null), deadline);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a round", e);
        } catch (Exception e) {
            throw new IllegalStateException("the round could not be made: " + e.getMessage(), e);
        }
    }

    private static Scraped round(Pipeline pipeline, Deadline deadline) throws Exception {
        var finish = new Finish(pipeline, EnumSet.of(Role.FETCH), LOG::info);
        String fault = null;
        while (fault == null && !pipeline.isRoundThrough() && !deadline.isNear()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            fault = finish.cannotPublish();
        }
        if (!pipeline.isRoundThrough()) {
            pipeline.stopScraping(deadline.step());
        }
        if (fault == null) {
            fault = finish.await(millis -> {
                TimeUnit.MILLISECONDS.sleep(millis);
                return deadline.isClose();
            });
        }
        return Scraped.of(pipeline, fault);
    }
}
