package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that fetch, on the stand-ins of {@code millrace local}, and sites that see who comes. */
class SharedHostsIT {
    private static final int HOSTS = 16;

    @TempDir
    private Path folder;

    private SharedHosts sites;
    private Program local;

    @BeforeEach
    void start() throws Exception {
        sites = new SharedHosts(HOSTS);
        local = Program.start(folder, "local");
        await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
    }

    @AfterEach
    void stop() throws Exception {
        local.close();
        sites.close();
    }

    @Test
    void twoThatFetchShareTheHostsAndTheSurvivorTakesOverThoseOfTheKilledOne() throws Exception {
        try (var one = fetch("one")) {
            awaitVisitors(one, 60, Collections.nCopies(HOSTS, "one"));
            try (var two = fetch("two")) {
                await().atMost(60, SECONDS).until(() -> Set.copyOf(visitors()).equals(Set.of("one", "two")));
                one.kill();
                sites.forget();
                awaitVisitors(two, 30, Collections.nCopies(HOSTS, "two"));
            }
        }
        assertEquals(List.of(), sites.meetings());
    }

    @Tag("long")
    @Test
    void oneThatIsStoppedHandsItsHostsOver() throws Exception {
        try (var one = fetch("one");
                var two = fetch("two")) {
            await().atMost(60, SECONDS).until(() -> Set.copyOf(visitors()).equals(Set.of("one", "two")));
            one.stop();
            assertEquals(143, one.await(30), one::output);
            sites.forget();
            awaitVisitors(two, 30, Collections.nCopies(HOSTS, "two"));
        }
        assertEquals(List.of(), sites.meetings());
    }

    @Test
    @Tag("long")
    void aRunOnceBesideAnotherInstanceSaysWhatItLeft() throws Exception {
        try (var one = fetch("one")) {
            awaitVisitors(one, 60, Collections.nCopies(HOSTS, "one"));
            try (var two = fetch("two", "--once")) {
                assertEquals(1, two.await(90), two::output);
                assertTrue(two.output().contains("left to another instance"), two.output());
                assertTrue(two.output().contains("not every page was looked at: the hosts of "), two.output());
            }
            sites.forget();
            awaitVisitors(one, 30, Collections.nCopies(HOSTS, "one"));
        }
        assertEquals(List.of(), sites.meetings());
    }

    @Tag("long")
    @Test
    void aRunOnceAfterAKilledInstanceLooksAtEveryPage() throws Exception {
        try (var one = fetch("one")) {
            awaitVisitors(one, 60, Collections.nCopies(HOSTS, "one"));
            one.kill();
        }
        try (var two = fetch("two", "--once")) {
            assertEquals(0, two.await(60), two::output);
        }
    }

    /** A process with a user agent of its own that watches all hosts. */
    private Program fetch(String name, String... arguments) throws IOException {
        var own = Files.createDirectories(folder.resolve(name));
        Files.writeString(own.resolve("millrace.yaml"), "fetch: {user-agent: " + name + "}\n");
        Files.createDirectories(own.resolve("sources"));
        for (var file : sites.sourceFiles("1s").entrySet()) {
            Files.writeString(own.resolve("sources").resolve(file.getKey()), file.getValue());
        }
        var all = new ArrayList<>(List.of(
                "run", "--only", "fetch", "--data", folder.resolve("data").toString()));
        all.addAll(List.of(arguments));
        return Program.start(own, all.toArray(String[]::new));
    }

    private void awaitVisitors(Program program, int seconds, List<String> expected) {
        await().atMost(seconds, SECONDS)
                .conditionEvaluationListener(condition -> assertTrue(program.isRunning(), program::output))
                .until(() -> visitors().equals(expected));
    }

    /** The latest visitor of each host, in order. */
    private List<String> visitors() {
        return sites.latestVisitors().stream().sorted().toList();
    }
}
