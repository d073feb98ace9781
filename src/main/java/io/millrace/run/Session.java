package io.millrace.run;

import io.millrace.config.CatalogSettings;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.lake.WorkFolder;
import io.millrace.source.SourceFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Everything that one command holds while it works: the data folder, the stand-ins, the clients, the warehouses, the
 * pipeline. Closing gives it all back, in the opposite order.
 */
public final class Session implements AutoCloseable {
    /** Commands that go on until they are stopped; the others are of a person who looks on. */
    private static final Set<String> SUPERVISED = Set.of("run", "demo");

    /** What a function of Lambda opens: it tells no sums at its end, so none are read at its start. */
    public static final String FUNCTION = "lambda";

    private final Settings settings;
    private final String command;
    private final List<Dataset> datasets;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();
    private Path work;
    private boolean guest;
    private Clients clients;
    private Standins standins;
    private URI emr;

    private Session(Settings settings, String command) {
        this.settings = settings;
        this.command = command;
        this.datasets = Datasets.load(settings.datasets()).all();
    }

    /**
     * Takes the data folder and reaches stream and bucket: the stand-ins are started, or, where {@code ./millrace local}
     * runs on the folder, its are used.
     *
     * @param command as it is called, for messages to others
     */
    public static Session open(Settings settings, String command, DataFolder.Kind kind) throws IOException {
        var session = new Session(settings, command);
        try {
            session.reach(kind);
            return session;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Does nothing if {@link #open} would be given the data folder, as far as that shows without writing, and the port for
     * those who watch over the process.
     *
     * @throws UsageException if it would not
     */
    public static void check(Settings settings, DataFolder.Kind kind) {
        OperatePort.check(settings.operate());
        if (settings.target() == Target.LOCAL && neighbour(settings).isPresent()) {
            return;
        }
        DataFolder.check(settings.data(), kind);
        DataFolder.holder(settings.data()).ifPresent(holder -> {
            throw Refusals.inUse(settings.data(), holder);
        });
    }

    /** {@code ./millrace local} on the same folder, if it runs. */
    private static Optional<RunningProcess> neighbour(Settings settings) {
        return RunningProcess.find(settings.data())
                .filter(process -> process.command().equals("local") && DataFolder.isHeld(settings.data()));
    }

    private void reach(DataFolder.Kind kind) throws IOException {
        var aws = settings.aws();
        var neighbour = neighbour(settings);
        if (settings.target() == Target.AWS) {
            work = hold(DataFolder.take(settings.data(), kind)).work();
            var plain = Clients.aws(aws.region());
            clients = hold(hasCatalog() ? plain.withGlue(aws.region()) : plain);
        } else if (neighbour.isPresent()) {
            guest = true;
            work = settings.data()
                    .resolve("work")
                    .resolve("process-" + ProcessHandle.current().pid());
            clients = hold(beside(neighbour.get()));
        } else {
            var folder = hold(DataFolder.take(settings.data(), kind));
            work = folder.work();
            standins = hold(Standins.start(folder, settings.retention().stream().orElse(null), hasCatalog()));
            emr = settings.clean().engine().isOnEmr()
                    ? hold(LocalEmr.start(folder, settings)).endpoint()
                    : null;
            var plain = Clients.local(standins.kinesis(), standins.s3(), emr, aws.region());
            clients = hold(hasCatalog() ? plain.withGlue(standins.glue(), aws.region()) : plain);
            Standins.create(clients, aws.stream(), aws.shards(), aws.bucket());
        }
        DuckDbLeftovers.remove(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
        clear(work);
    }

    /** The stand-in of EMR that a neighbour has, where it is needed. */
    private URI emrOf(RunningProcess neighbour) {
        if (!settings.clean().engine().isOnEmr()) {
            return null;
        }
        if (neighbour.emr() == null) {
            throw new UsageException(neighbour.described() + " has no stand-in of EMR: start it again with the same"
                    + " clean.engine, or set clean.engine to embedded or spark-local");
        }
        return URI.create(neighbour.emr());
    }

    private boolean hasCatalog() {
        return settings.catalog().mode() != CatalogSettings.Mode.NONE;
    }

    /** Clients of the stand-ins of another process. */
    private Clients beside(RunningProcess other) {
        var region = settings.aws().region();
        var plain = Clients.local(URI.create(other.kinesis()), URI.create(other.s3()), emrOf(other), region);
        if (!hasCatalog()) {
            return plain;
        }
        if (other.glue() == null) {
            plain.close();
            throw new UsageException(other.described() + " has no catalog, and catalog.mode is "
                    + settings.properties().get("millrace.catalog.mode")
                    + ": start it with the same settings, or set catalog.mode: none");
        }
        return plain.withGlue(URI.create(other.glue()), region);
    }

    /** Starts the routes of the roles, and the port where the dashboard and other commands are answered. */
    public Pipeline start(Set<Role> roles, SourceFolder sources, Rhythm rhythm, ControlPort control) throws Exception {
        var warehouses = hold(Role.needWarehouses(roles) ? Warehouses.open(settings, work) : Warehouses.none());
        var summed = rhythm == Rhythm.ONCE && !command.equals(FUNCTION) || command.equals("demo");
        var pipeline = new Pipeline(settings, roles, sources, datasets, clients, warehouses, work, rhythm, summed);
        hold(pipeline);
        pipeline.start(control, SUPERVISED.contains(command));
        announce(control);
        return pipeline;
    }

    /** Starts the routes that land what a trigger of the stream delivers, and nothing else. */
    public DeliveryRoutes startDeliveries() throws Exception {
        return hold(new DeliveryRoutes(settings, clients, Clock.systemUTC()));
    }

    /** Answers those who watch over a process that only holds the stand-ins, where a port for them is set. */
    public void operate() {
        var operation = hold(new Operation(settings, Clock.systemUTC()));
        operation.open(operation.ofStandins(clients));
    }

    /** Tells other commands, through the data folder, where this process answers. */
    public void announce(ControlPort control) {
        var process = new RunningProcess(
                ProcessHandle.current().pid(),
                command,
                standins == null ? null : standins.s3().toString(),
                standins == null ? null : standins.kinesis().toString(),
                emr == null ? null : emr.toString(),
                standins == null || standins.glue() == null
                        ? null
                        : standins.glue().toString(),
                control == null ? null : control.url(),
                control == null ? null : control.token());
        process.announce(settings.data(), guest);
        hold((AutoCloseable) () -> process.withdraw(settings.data(), guest));
    }

    /** Whether another process holds the data folder, and this one works beside it. */
    public boolean isGuest() {
        return guest;
    }

    /** Folder for scratch files; it is emptied when the next command begins. */
    public Path work() {
        return work;
    }

    public Settings settings() {
        return settings;
    }

    public Clients clients() {
        return clients;
    }

    public List<Dataset> datasets() {
        return datasets;
    }

    /** Where target aws is: account, region, stream and bucket on one line, asked of AWS itself. */
    public String awsIdentity() {
        var aws = settings.aws();
        try (var sts = StsClient.builder().region(Region.of(aws.region())).build()) {
            return "AWS account " + sts.getCallerIdentity().account() + ", region " + aws.region() + ", stream "
                    + aws.stream() + ", bucket " + aws.bucket();
        }
    }

    /** Endpoint of the stand-in of EMR that this process started; null if it started none. */
    public URI emr() {
        return emr;
    }

    /** Endpoints of the stand-ins that this process started; null if it started none. */
    public Standins standins() {
        return standins;
    }

    @Override
    public void close() {
        IllegalStateException fault = null;
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                if (fault == null) {
                    fault = new IllegalStateException("not everything could be closed: " + e.getMessage(), e);
                } else {
                    fault.addSuppressed(e);
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private <T extends AutoCloseable> T hold(T resource) {
        held.push(resource);
        return resource;
    }

    /** Scratch files of a process that died. */
    private static void clear(Path folder) throws IOException {
        WorkFolder.remove(folder);
        Files.createDirectories(folder);
    }

    /** Opens the warehouses for reading what is there, with no pipeline. */
    public Warehouses warehouses() throws SQLException, IOException {
        return hold(Warehouses.open(settings, work));
    }
}
