package io.millrace.run;

import io.millrace.config.Settings;
import java.nio.file.Path;
import java.util.Locale;

/** Where events wait until the stream takes them. */
public final class SpoolFolder {
    private SpoolFolder() {}

    /** Folder of the spools whose events go to the configured stream, and to no other. */
    public static Path of(Settings settings) {
        var aws = settings.aws();
        return settings.data()
                .resolve("spool")
                .resolve(settings.target().name().toLowerCase(Locale.ROOT) + "-" + aws.region() + "-" + aws.stream());
    }
}
