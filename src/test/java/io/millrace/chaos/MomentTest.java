package io.millrace.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A moment that can never come would be waited for, minutes long, life after life. */
class MomentTest {
    private static final Path ROUTES = Path.of("src/main/resources/routes");
    private static final Pattern STEP =
            Pattern.compile("(?<!route:|routeTemplate:|routeConfiguration:)\\n +(?:- )?id: (\\S+)");

    @Test
    void everyStepOfTheTableIsAStepOfARoute() throws IOException {
        var steps = steps();
        var moments = Moment.ofLoading(new Random(1));
        moments.addAll(Moment.ofFetching(new Random(1)));
        for (var moment : moments) {
            if (moment instanceof Moment.AtStep at) {
                assertTrue(
                        steps.contains(at.step()),
                        () -> "no route has the step " + at.step() + ": give the table in Moment the step's new name");
            }
        }
    }

    /** Not the ids of routes, which nothing passes. */
    private static Set<String> steps() throws IOException {
        try (var files = Files.list(ROUTES)) {
            return files.map(MomentTest::text)
                    .flatMap(text -> STEP.matcher(text).results())
                    .map(step -> step.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
