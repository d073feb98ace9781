package io.millrace.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts that a person has read, to the letter. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** That a text is that of a file, which {@code -Dmillrace.golden=true} writes anew. */
    public static void expect(String name, String text) throws IOException {
        expect(FOLDER.resolve(name), text);
    }

    /** The same of a file that users read. */
    public static void expect(Path file, String text) throws IOException {
        if (Boolean.getBoolean("millrace.golden")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, file + ", written anew by -Dmillrace.golden=true");
    }

    /** The same of statements. */
    public static void expect(String name, List<String> statements) throws IOException {
        expect(name, String.join(";\n\n", statements) + ";\n");
    }
}
