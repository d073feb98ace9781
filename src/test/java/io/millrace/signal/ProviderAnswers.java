package io.millrace.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers in the providers' own shapes, from src/test/resources/signal. */
final class ProviderAnswers {
    private ProviderAnswers() {}

    static byte[] of(String name) {
        try (var in = ProviderAnswers.class.getResourceAsStream("/signal/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Map<String, Object>> payloads(SignalReading reading, String dataset) {
        return reading.rows().stream()
                .filter(row -> row.dataset().equals(dataset))
                .map(SignalRow::payload)
                .toList();
    }
}
