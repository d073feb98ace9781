package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LakeFormatTest {
    private static final byte[] NEWER = "{\"format\":3,\"by\":\"a later one\"}".getBytes(StandardCharsets.UTF_8);

    private final FakeLake lake = new FakeLake();

    @Test
    void aNewLakeIsMarked() {
        assertNull(LakeFormat.check(lake, lake));
        assertEquals("{\"format\":2}", lake.text("_millrace.json"));
    }

    @Test
    void aMarkedLakeIsLeftAlone() {
        LakeFormat.check(lake, lake);
        assertNull(LakeFormat.check(lake, (key, content, metadata) -> {
            throw new AssertionError("nothing is to be written");
        }));
    }

    @Test
    void aNewerLakeIsRefusedWithTheCure() {
        lake.put("_millrace.json", NEWER);
        var fault = LakeFormat.check(lake, lake);
        assertTrue(fault.contains("format 3") && fault.endsWith("update Millrace"), fault);
    }

    @Test
    void aLakeFromBeforeIsRefusedWithTheCure() {
        lake.put("_millrace.json", "{\"format\":1}".getBytes(StandardCharsets.UTF_8));
        var fault = LakeFormat.check(lake, lake);
        assertTrue(fault.contains("format 1") && fault.endsWith("give this one an empty bucket or data folder"), fault);
    }

    @Test
    void aNewerProgramThatMarksTheLakeAtTheSameMomentWins() {
        var fault = LakeFormat.check(lake, (key, content, metadata) -> {
            lake.put(key, NEWER);
            return false;
        });
        assertTrue(fault.contains("format 3"), fault);
    }
}
