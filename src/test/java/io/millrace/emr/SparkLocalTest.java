package io.millrace.emr;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.AbsentException;
import io.millrace.lake.Batched;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkLocalTest {
    private static final Plan PLAN = Batched.plan(
            1, TEN, List.of(new RawObject("raw/dt=2026-11-21/x", "s", "1", "3", "-", 3, 100, "")), Map.of(), Map.of());

    @TempDir
    Path folder;

    private final FakeLake lake = new FakeLake();

    private SparkLocal spark(SparkHome home) {
        return new SparkLocal(
                lake,
                () -> {
                    if (home == null) {
                        throw new IllegalStateException("no Spark in nowhere");
                    }
                    return new SparkProcess(
                            home, folder.resolve("millrace-spark.jar"), List.of(), 2, Duration.ofMinutes(1));
                },
                folder.resolve("work"),
                () -> "a1",
                () -> false);
    }

    private void land() {
        lake.create(PLAN.key(), PLAN.toJson(), Map.of());
        lake.create("raw/dt=2026-11-21/x", new byte[] {1, 2, 3}, Map.of());
    }

    private List<Path> left() throws IOException {
        try (var files = Files.walk(folder.resolve("work"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void thePlanAndWhatItReadsAreLaidOutAsInTheLake() throws IOException {
        land();
        var one = spark(null).bring(PLAN);
        assertEquals("a1", one.attempt());
        assertEquals(3, Files.size(one.lake().resolve("raw/dt=2026-11-21/x")));
        assertTrue(Files.exists(one.lake().resolve(PLAN.key())));
    }

    @Test
    void anObjectThatIsGoneIsNamedAndNothingIsLeft() throws IOException {
        land();
        lake.remove("raw/dt=2026-11-21/x");
        var gone = assertThrows(IllegalStateException.class, () -> spark(null).bring(PLAN));
        assertEquals("raw/dt=2026-11-21/x is gone", gone.getMessage());
        assertEquals(List.of(), left());
    }

    @Test
    void withoutSparkTheBatchIsNotAtFault() throws IOException {
        land();
        var one = spark(null).bring(PLAN);
        assertThrows(AbsentException.class, () -> spark(null).run(one));
        assertEquals(List.of(), left());
    }

    @Test
    void withoutTheJobsJarTheBatchIsNotAtFault() throws IOException {
        land();
        var spark = spark(new SparkHome(folder));
        var one = spark.bring(PLAN);
        var absent = assertThrows(AbsentException.class, () -> spark.run(one));
        assertTrue(absent.getMessage().contains("mvn package"), absent.getMessage());
    }

    @Test
    void ofAJobThatFailedTheLogStays() throws IOException {
        land();
        Files.createDirectories(folder.resolve("jars"));
        Files.write(folder.resolve("millrace-spark.jar"), new byte[0]);
        var spark = spark(new SparkHome(folder));
        var one = spark.bring(PLAN);
        assertThrows(SparkFailedException.class, () -> spark.run(one));
        assertEquals(List.of(one.work().resolve("spark.log")), left());
    }
}
