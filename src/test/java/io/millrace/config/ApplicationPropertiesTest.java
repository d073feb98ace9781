package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApplicationPropertiesTest {
    private final List<String> lines = lines();

    @Test
    void everySettingHasACommentRightAboveIt() {
        var bare = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("millrace.") && !lines.get(i - 1).startsWith("# ")) {
                bare.add(lines.get(i));
            }
        }
        assertEquals(List.of(), bare);
    }

    @Test
    void everySettingStandsOnce() {
        var keys = lines.stream()
                .filter(line -> line.startsWith("millrace."))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertEquals(keys.stream().distinct().toList(), keys);
    }

    @Test
    void thePageSaysTheSame() throws IOException {
        Golden.expect(Path.of("docs/settings.md"), SettingsPage.of(lines));
    }

    private static List<String> lines() {
        try (var in = ApplicationPropertiesTest.class.getResourceAsStream("/application.properties")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
