package io.millrace.local.providers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What the jar brings along for the stand-ins, under {@code providers/}. */
final class Resource {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private Resource() {}

    /** The lines of a file with a header. */
    static List<CSVRecord> rows(String name) {
        try (var rows = FORMAT.parse(new StringReader(text(name)))) {
            return rows.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /providers/" + name + " in the jar: build it again", e);
        }
    }

    static String text(String name) {
        try (var bytes = Resource.class.getResourceAsStream("/providers/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException("no /providers/" + name + " in the jar: build it again");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /providers/" + name + " in the jar: build it again", e);
        }
    }
}
