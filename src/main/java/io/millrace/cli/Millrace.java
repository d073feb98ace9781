package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.run.AwsFault;
import io.millrace.run.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** The program: {@code java -jar millrace.jar COMMAND}. Exit codes: 0 fine, 1 work failed, 2 usage or configuration. */
@Command(
        name = "millrace",
        description = "Carries prices from product pages to a data lake and the warehouses that analysts use.",
        subcommands = {
            DemoCommand.class,
            CheckCommand.class,
            SchemaCommand.class,
            RunCommand.class,
            PriceCommand.class,
            StatusCommand.class,
            QueryCommand.class,
            SourcesCommand.class,
            BatchesCommand.class,
            CleanCommand.class,
            LoadCommand.class,
            ReplayCommand.class,
            EraseCommand.class,
            CatalogCommand.class,
            AlertsCommand.class,
            ConfigCommand.class,
            SupportCommand.class,
            DdlCommand.class,
            LocalCommand.class,
            BenchCommand.class,
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace demo                          the whole pipeline, offline",
            "  ./millrace extract URL                   what a product page offers",
            "  ./millrace city FILE                     what a page tells of a city",
            "  ./millrace add URL                       a source file for that page",
            "  ./millrace check                         whether sources/ and all else work",
            "  ./millrace run --once                    each source once, to the warehouse",
            "  ./millrace query \"SELECT * FROM prices\"  what is in the local warehouse",
            "",
            "Exit codes: 0 fine, 1 work failed or sums do not hold, 2 usage or configuration."
        })
public final class Millrace {
    private static final int WORK_FAILED = 1;
    private static final int USAGE = 2;

    private Millrace() {}

    public static void main(String[] args) {
        // Read once, by the first server of the process: without it each call to the local stream waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Newer JDKs warn of sun.misc.Unsafe at every start; the dashboard's server does well without it.
        System.setProperty("io.netty.noUnsafe", "true");
        var code = commandLine().execute(args);
        StopSignal.letGo();
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .addSubcommand(new ExtractCommand(new WebPages()))
                .addSubcommand(new AddCommand(new WebPages()))
                .addSubcommand(new CityCommand(new WebPages()))
                .setParameterExceptionHandler((fault, args) -> {
                    Misuse.tell(fault, args);
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof ConfigException || failure instanceof UsageException) {
                        line.getErr().println(failure.getMessage());
                        return USAGE;
                    }
                    line.getErr().println("failed: " + sentence(failure));
                    if (Boolean.getBoolean("millrace.debug")) {
                        failure.printStackTrace(line.getErr());
                    }
                    return WORK_FAILED;
                });
    }

    private static String sentence(Throwable failure) {
        var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var said = said(cause);
            if (text.indexOf(said) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(said);
            }
        }
        return text.toString();
    }

    private static String said(Throwable cause) {
        if (cause instanceof SdkException aws) {
            return AwsFault.said(aws);
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Millrace.class.getPackage().getImplementationVersion();
            return new String[] {
                "millrace " + (version == null ? "dev" : version) + " (Java " + System.getProperty("java.version") + ")"
            };
        }
    }
}
