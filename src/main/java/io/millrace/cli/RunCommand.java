package io.millrace.cli;

import io.millrace.config.DashboardSettings;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.run.ControlPort;
import io.millrace.run.DataFolder;
import io.millrace.run.Finish;
import io.millrace.run.Pipeline;
import io.millrace.run.Rhythm;
import io.millrace.run.Role;
import io.millrace.run.Session;
import io.millrace.run.UsageException;
import io.millrace.source.Source;
import io.millrace.source.SourceFolder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace run}: the configured sources, for good or once. */
@Command(
        name = "run",
        description = "Runs the configured sources and the stages behind them until stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace run                       sources/*.yaml, by their schedules",
            "  ./millrace run --once                each source once, through to the warehouses",
            "  ./millrace run --only fetch,land     these stages alone"
        })
final class RunCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;
    private static final String LOOPBACK = "127.0.0.1";

    @Mixin
    private Common common;

    @Option(
            names = "--once",
            description = "Do each source once, carry everything through to the warehouses, and exit.")
    private boolean once;

    @Option(
            names = "--only",
            paramLabel = "STAGES",
            description = "Stages that this process takes over: fetch,land,clean,load,dashboard (default: all).")
    private String only;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard (default: 8080 or a free one).")
    private String port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var settings = common.loggedSettings(flags(), () -> Role.needWarehouses(roles()));
        var roles = withoutDashboard(roles(), settings);
        var sources = roles.contains(Role.FETCH) ? SourceFolder.open(settings.sources()) : SourceFolder.of(List.of());
        // Everything that can be wrong with the configuration is told before anything is made.
        Session.check(settings, DataFolder.Kind.RUN);
        if (roles.contains(Role.DASHBOARD)) {
            ControlPort.check(settings.dashboard().host(), settings.dashboard().port());
        }
        try (var stop = new StopSignal();
                var session = Session.open(settings, "run", DataFolder.Kind.RUN)) {
            var out = spec.commandLine().getOut();
            if (settings.target() == Target.AWS) {
                out.println(session.awsIdentity());
            }
            var control = control(settings, roles, session.isGuest());
            var pipeline = session.start(roles, sources, once ? Rhythm.ONCE : Rhythm.SCHEDULED, control);
            out.println(doing(roles, pipeline.sources()) + ", target "
                    + settings.target().name().toLowerCase(Locale.ROOT)
                    + ", data in " + settings.data());
            if (roles.contains(Role.DASHBOARD) && !once) {
                out.println("dashboard: " + control.url() + "    Ctrl-C stops");
            }
            out.flush();
            if (!once) {
                stop.await();
                spec.commandLine()
                        .getErr()
                        .println(Stopping.says(
                                roles,
                                pipeline.spool() == null ? 0 : pipeline.spool().events()));
                return 0;
            }
            return once(pipeline, roles, stop, out);
        }
    }

    private int once(Pipeline pipeline, Set<Role> roles, StopSignal stop, PrintWriter out) throws Exception {
        var err = spec.commandLine().getErr();
        var summary = new Summary(pipeline.progress(), roles, pipeline::sources, pipeline.statusAtStart());
        var pages = new PageProgress(pipeline.progress(), pipeline::sources, err);
        var finish = new Finish(pipeline, roles, err::println);
        while (!pages.isThrough()) {
            pages.sayNowAndThen(System.nanoTime());
            var fault = finish.cannotPublish();
            if (fault != null) {
                return summary.print(pipeline, fault, out);
            }
            if (stop.await(LOOK_MILLIS)) {
                return summary.print(pipeline, "stopped before each page was looked at", out);
            }
        }
        pages.say();
        return summary.print(pipeline, finish.await(stop::await), out);
    }

    private String doing(Set<Role> roles, List<Source> sources) {
        if (!roles.contains(Role.FETCH)) {
            return "running " + Role.words(roles);
        }
        return (once ? "looking once at " : "watching ") + SourceSize.of(sources) + " of "
                + Counted.of(sources.size(), "source");
    }

    private List<Flag> flags() {
        var flags = new ArrayList<Flag>();
        if (port != null) {
            flags.add(new Flag("--port", "millrace.dashboard.port", port));
        }
        return flags;
    }

    private Set<Role> roles() {
        try {
            return only == null ? Role.all() : Role.parse(only);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** The dashboard reads DuckDB or MySQL: where there is neither, it is left out, unless it was asked for. */
    private Set<Role> withoutDashboard(Set<Role> all, Settings settings) {
        if (settings.warehouses().stream().anyMatch(DashboardSettings::isShown) || !all.contains(Role.DASHBOARD)) {
            return all;
        }
        if (only != null) {
            throw new UsageException(
                    "the dashboard reads a warehouse of type duckdb or mysql, and none is configured: add"
                            + " {name: local, type: duckdb} to warehouses: in millrace.yaml, or leave dashboard out of --only");
        }
        var roles = EnumSet.copyOf(all);
        roles.remove(Role.DASHBOARD);
        return roles;
    }

    /** Who holds the warehouses, or the data folder, has to answer for them: nobody else can look. */
    private static ControlPort control(Settings settings, Set<Role> roles, boolean guest) {
        var dashboard = settings.dashboard();
        if (roles.contains(Role.DASHBOARD)) {
            return ControlPort.choose(
                    dashboard.host(), dashboard.port(), settings.operate().port());
        }
        return roles.contains(Role.LOAD) || !guest ? ControlPort.free(LOOPBACK) : null;
    }
}
