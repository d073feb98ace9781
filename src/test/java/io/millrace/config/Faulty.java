package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** What a user would see of a faulty configuration. */
public final class Faulty {
    private Faulty() {}

    /** The lines of the exception that the call throws, without the folder before the files' names. */
    public static List<String> lines(Path folder, Executable call) {
        var message = assertThrows(ConfigException.class, call).getMessage();
        return List.of(message.replace(folder + "/", "").split("\n"));
    }
}
