package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("pass"), "correct-horse\n");
        file = Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 20s}
                warehouses:
                  - {name: shop, type: mysql, url: "jdbc:mysql://h/d", user: u, password: "{{file:pass}}"}
                dashboard: {password: "{{env:MILLRACE_NO_SUCH_SECRET}}"}
                """);
    }

    private int config(String... more) {
        var arguments = new ArrayList<>(List.of("config", "--config", file.toString()));
        arguments.addAll(List.of(more));
        return Millrace.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void eachSettingIsPrintedWithWhereItWasSet() {
        assertEquals(0, config("--data", folder.toString()), err::toString);
        var lines = out.toString().lines().toList();
        assertTrue(lines.contains("millrace.land.max-age=20s  # " + file + ":1"), out::toString);
        assertTrue(lines.contains("millrace.data=" + folder + "  # --data"), out::toString);
        assertTrue(lines.contains("millrace.target=local  # default"), out::toString);
    }

    @Test
    void noSecretIsPrintedNorNeedItBeThere() {
        assertEquals(0, config(), err::toString);
        assertFalse(out.toString().contains("correct-horse"), out::toString);
        assertTrue(out.toString().contains("millrace.warehouses.shop.password=***  # " + file + ":3"), out::toString);
        assertTrue(out.toString().contains("millrace.dashboard.password=***"), out::toString);
    }

    @Test
    void onlyWhatIsNotAtItsDefaultIsPrintedIfAskedFor() {
        assertEquals(0, config("--set", "land"), err::toString);
        assertEquals("millrace.land.max-age=20s  # " + file + ":1\n", out.toString());
    }

    @Test
    void aBeginningEndsWhereAWordEnds() {
        assertEquals(0, config("log"), err::toString);
        assertTrue(out.toString().lines().allMatch(line -> line.startsWith("millrace.log.")), out::toString);
        assertFalse(out.toString().isEmpty());
    }

    @Test
    void ofAKeyThatThereIsNotTheNearestIsSaid() {
        assertEquals(2, config("wharehouses"));
        assertTrue(err.toString().contains("did you mean warehouses?"), err::toString);
        assertEquals(2, config("land.max-aeg"));
        assertTrue(err.toString().contains("./millrace config land shows those of land"), err::toString);
    }
}
