package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.lake.Reason;
import io.millrace.operate.Checks;
import io.millrace.operate.Kept;
import io.millrace.operate.Probe;
import io.millrace.operate.Probe.Finding;
import io.millrace.stream.EventSpool;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at what a process talks to, as cheaply as each of them can be asked. */
record ReadyProbes(Settings settings, Clients clients) {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyProbes.class);
    private static final int VALID_SECONDS = 2;
    private static final double FULL = 0.95;
    private static final byte[] CONTENT = new byte[4_096];

    /** Redshift and Snowflake bill for being asked. */
    private static final Duration BILLED = Duration.ofMinutes(5);

    private static final Set<String> BILLING = Set.of("redshift", "snowflake");

    /**
     * Takes up what the roles talk to.
     *
     * @param spool null where this process publishes nothing
     */
    Checks into(Checks checks, Set<Role> roles, EventSpool spool, Warehouses warehouses) {
        if (roles.contains(Role.FETCH) || roles.contains(Role.LAND)) {
            checks.with("stream", this::stream);
        }
        checks.with("bucket", this::bucket);
        if (roles.contains(Role.LOAD)) {
            warehouses.all().forEach(warehouse -> checks.with("warehouse-" + warehouse.name(), probe(warehouse)));
        }
        checks.with("data", () -> data(settings.data()));
        if (spool != null) {
            checks.with("spool", () -> spool(spool));
        }
        return checks;
    }

    Finding stream() {
        var name = settings.aws().stream();
        try {
            var status = clients.kinesis()
                    .describeStreamSummary(r -> r.streamName(name))
                    .streamDescriptionSummary()
                    .streamStatus();
            return new Finding(
                    status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING,
                    "stream " + name + " is " + status);
        } catch (KinesisException e) {
            // Its message may name account and role, and whoever may come here has no login.
            var details = e.awsErrorDetails();
            return Finding.down("stream " + name + " answers with HTTP status " + e.statusCode()
                    + (details == null ? "" : ", " + details.errorCode()));
        }
    }

    Finding bucket() {
        var name = settings.aws().bucket();
        try {
            clients.s3().headBucket(r -> r.bucket(name));
            return Finding.up("bucket " + name + " answers");
        } catch (S3Exception e) {
            // An answer to HEAD has no body that could say more.
            return Finding.down("bucket " + name + " answers with HTTP status " + e.statusCode());
        }
    }

    private Probe probe(Warehouse warehouse) {
        var said = new AtomicReference<>("");
        if (!BILLING.contains(warehouse.type())) {
            return () -> warehouse(warehouse, said);
        }
        var kept = new Kept<>(
                () -> warehouse(warehouse, said),
                settings.operate().statusEvery().orElse(BILLED),
                System::nanoTime);
        return () -> {
            var known = kept.get();
            if (!known.up()) {
                // It costs nothing while it does not answer, and is well again as soon as it does.
                kept.forget();
            }
            return known;
        };
    }

    /** @param said what was logged last of why it is away: not every few seconds the same */
    static Finding warehouse(Warehouse warehouse, AtomicReference<String> said) {
        var named = "warehouse " + warehouse.name() + " of type " + warehouse.type() + " ";
        try (var connection = warehouse.dataSource().getConnection()) {
            var valid = connection.isValid(VALID_SECONDS);
            said.set("");
            return valid
                    ? Finding.up(named + "answers")
                    : Finding.down(named + "does not answer a ping within " + VALID_SECONDS + " s");
        } catch (SQLException | RuntimeException e) {
            var why = WarehouseFault.of(e);
            if (!why.equals(said.getAndSet(why))) {
                LOG.warn("warehouse={} is away: {}", warehouse.name(), Reason.of(e));
            }
            return Finding.down(named + why);
        }
    }

    /** A full disk takes an empty file, so some bytes are written. */
    static Finding data(Path folder) throws IOException {
        var file = Files.createTempFile(folder, ".ready-", "");
        try {
            Files.write(file, CONTENT);
        } finally {
            Files.deleteIfExists(file);
        }
        return Finding.up(folder + " can be written");
    }

    private Finding spool(EventSpool spool) {
        var waiting = spool.state().bytes();
        var limit = settings.publish().spool();
        return new Finding(
                waiting < limit * FULL, waiting + " of " + limit + " bytes wait to be sent, as publish.spool allows");
    }
}
