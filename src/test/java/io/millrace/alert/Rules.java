package io.millrace.alert;

import io.millrace.config.AlertsSettings;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts as a file declares them. */
public final class Rules {
    private Rules() {}

    /** Those of a file whose {@code alerts:} holds this. */
    public static AlertsSettings of(Path folder, String alerts) throws IOException {
        return settings(folder, alerts, Map.of()).alerts();
    }

    /** All settings of such a file. */
    public static Settings settings(Path folder, String alerts, Map<String, String> environment) throws IOException {
        var file = Files.createTempFile(folder, "millrace", ".yaml");
        Files.writeString(file, "alerts:\n" + alerts.indent(2));
        return Settings.load(Optional.of(file), List.of(), environment, folder);
    }
}
