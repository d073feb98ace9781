package io.millrace.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.lake.Reason;
import io.millrace.source.SourceFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that another process takes while this one starts. */
class TakenPortIT {
    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://\\S+)");

    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void isNotThatOfAProgramThatStartsAtTheSameMoment() throws Exception {
        var commands = List.of("run", "--only", "clean,load,dashboard", "--data");
        var addresses = new HashSet<String>();
        try (var one = Program.start(folder, with(commands, "one"));
                var two = Program.start(folder, with(commands, "two"))) {
            for (var program : List.of(one, two)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !program.isRunning()
                                || ADDRESS.matcher(program.output()).find());
                var said = ADDRESS.matcher(program.output());
                assertTrue(said.find(), program.output());
                addresses.add(said.group(1));
            }
        }
        assertEquals(2, addresses.size(), addresses.toString());
    }

    private String[] with(List<String> commands, String data) {
        return Stream.concat(commands.stream(), Stream.of(folder.resolve(data).toString()))
                .toArray(String[]::new);
    }

    /** One that never answers there. */
    @Test
    void endsTheStartWithTheReasonThatTheServerWasGiven() throws Exception {
        var data = new Flag("--data", "millrace.data", folder.resolve("data").toString());
        var settings = Settings.load(Optional.empty(), List.of(data), Map.of(), folder);
        var control = ControlPort.choose("127.0.0.1", OptionalInt.empty());
        try (var session = Session.open(settings, "run", DataFolder.Kind.RUN);
                var other = new ServerSocket(control.port(), 5, InetAddress.getByName(control.host()))) {
            var failure = assertThrows(
                    IllegalStateException.class,
                    () -> session.start(Role.all(), SourceFolder.of(List.of()), Rhythm.SCHEDULED, control));
            assertTrue(failure.getMessage().contains("took port " + other.getLocalPort()), failure.getMessage());
            // Not that nobody answered, which it would take half a minute to find out.
            assertTrue(Reason.of(failure).contains("Address already in use"), failure::toString);
        }
    }
}
