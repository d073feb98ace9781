package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.lake.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that another process takes after this one has found it free, and never answers at. */
class TakenPortIT {
    @TempDir
    private Path folder;

    @Test
    void endsTheStartWithTheReasonThatTheServerWasGiven() throws Exception {
        var data = new Flag("--data", "millrace.data", folder.resolve("data").toString());
        var settings = Settings.load(Optional.empty(), List.of(data), Map.of(), folder);
        var control = ControlPort.choose("127.0.0.1", OptionalInt.empty());
        try (var session = Session.open(settings, "run", DataFolder.Kind.RUN);
                var other = new ServerSocket(control.port(), 5, InetAddress.getByName(control.host()))) {
            var failure = assertThrows(
                    IllegalStateException.class, () -> session.start(Role.all(), List.of(), Rhythm.SCHEDULED, control));
            assertTrue(failure.getMessage().contains("took port " + other.getLocalPort()), failure.getMessage());
            // Not that nobody answered, which it would take half a minute to find out.
            assertTrue(Reason.of(failure).contains("Address already in use"), failure::toString);
        }
    }
}
