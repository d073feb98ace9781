package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs commands as a user would, with the configuration and the data of one folder, in this process: a start of the JVM
 * costs more than most commands.
 */
public final class Shell {
    /** What a command printed, and its exit code. */
    public record Ran(int exit, String out, String err) {
        /** Everything that it said. */
        public String said() {
            return out + err;
        }
    }

    private final Path folder;

    public Shell(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("sources"));
        if (Files.notExists(path("millrace.yaml"))) {
            file("millrace.yaml", "target: local\n");
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Shell file(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
        return this;
    }

    /** The command with this folder's configuration, and its data folder unless another is named. */
    public Ran millrace(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", path("millrace.yaml").toString()));
        if (!all.contains("--data")) {
            all.addAll(List.of("--data", path("data").toString()));
        }
        return plain(all.toArray(String[]::new));
    }

    /**
     * What the command says, of which it is asked that it ends so.
     *
     * @throws AssertionError if its exit code is another
     */
    public String expect(int exit, String... args) {
        var ran = millrace(args);
        assertEquals(exit, ran.exit(), () -> Arrays.toString(args) + "\n" + ran.said());
        return ran.said();
    }

    /** The command line alone. */
    static Ran plain(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Millrace.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ran(exit, out.toString(), err.toString());
    }
}
