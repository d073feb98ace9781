package io.millrace.emr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds in a Spark job's log what went wrong. */
final class SparkLog {
    private static final int LONGEST = 500;
    private static final String THROWN = "Exception in thread ";
    private static final String CAUSE = "Caused by: ";

    private SparkLog() {}

    /** The innermost cause of what ended the job, else the last line that is an error, else the last one at all. */
    static String lastError(Path log) throws IOException {
        var found = "nothing is in its log";
        var weight = 0;
        try (var lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var now = weight(line);
                if (now >= weight && !line.isBlank()) {
                    found = line.strip();
                    weight = now;
                }
            }
        }
        return found.length() <= LONGEST ? found : found.substring(0, LONGEST) + "…";
    }

    private static int weight(String line) {
        if (line.startsWith(THROWN) || line.startsWith(CAUSE) || line.contains("OutOfMemoryError")) {
            return 2;
        }
        return line.contains(" ERROR ") ? 1 : 0;
    }
}
