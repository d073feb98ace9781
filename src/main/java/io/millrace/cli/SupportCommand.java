package io.millrace.cli;

import io.millrace.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace support}: what other commands say of an installation, in one file. They show no secret, so it holds none. */
@Command(
        name = "support",
        header = "Writes one file for whoever is to help: settings, state, what does not work.",
        description = {
            "A zip of what config, check, status, sources, batches and alerts say now, and of this machine. It asks what is "
                    + "configured, but no site, and changes nothing. Secrets are not in it; names of hosts, warehouses, "
                    + "sources and products are: read it before you send it on, and add the log.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class SupportCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** A command, and the file that holds what it says. */
    private record Part(String file, List<String> command) {}

    private static final List<Part> PARTS = List.of(
            new Part("config.txt", List.of("config")),
            new Part("check.txt", List.of("check", "--pages", "0")),
            new Part("status.txt", List.of("status")),
            new Part("status.json", List.of("status", "--json")),
            new Part("sources.txt", List.of("sources")),
            new Part("batches.txt", List.of("batches", "list")),
            new Part("alerts.txt", List.of("alerts", "list")));

    @Mixin
    private Common common;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description =
                    "The file (default: millrace-support-TIME.zip in the working folder). It must not be there yet.")
    private Path to;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        var now = clock.instant();
        var file = to == null ? Path.of("millrace-support-" + STAMP.format(now) + ".zip") : to;
        create(file);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "machine.txt", machine(now));
            for (var part : PARTS) {
                var words = "./millrace " + String.join(" ", part.command());
                spec.commandLine().getErr().println(words + " …");
                spec.commandLine().getErr().flush();
                add(zip, part.file(), said(part));
            }
        }
        spec.commandLine().getOut().println("written: " + file + "; read it before you send it on, and add the log");
        return 0;
    }

    /** For its owner alone, as it tells of a whole installation. */
    private static void create(Path file) throws IOException {
        var isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        var attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)
                    .close();
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already: name another with --to");
        }
    }

    /** What a command says, errors first, and how it ended. JSON stays JSON where nothing is wrong. */
    private String said(Part part) {
        var out = new StringWriter();
        var err = new StringWriter();
        var command = new ArrayList<>(part.command());
        command.addAll(common.arguments());
        var exit = Millrace.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
        var isJson = part.file().endsWith(".json");
        return isJson && !out.toString().isBlank() ? out.toString() : err + out.toString() + "exit code " + exit + "\n";
    }

    private static String machine(Instant now) throws IOException {
        var runtime = Runtime.getRuntime();
        var folder = Path.of("").toAbsolutePath();
        var store = Files.getFileStore(folder);
        return String.join(
                        "\n",
                        "time " + now,
                        new Millrace.Version().getVersion()[0],
                        "java " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
                                + " of " + System.getProperty("java.vendor"),
                        "system " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"),
                        "processors " + runtime.availableProcessors() + ", load "
                                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        "heap of this command " + runtime.maxMemory() + " bytes at most",
                        "working folder " + folder + ", " + store.getUsableSpace() + " of " + store.getTotalSpace()
                                + " bytes free",
                        "time zone " + ZoneId.systemDefault() + ", language " + Locale.getDefault())
                + "\n";
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
