package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupportCommandTest {
    @TempDir
    Path folder;

    private Map<String, String> written(Path file) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                texts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void itHoldsWhatTheCommandsSayAndNoSecret() throws Exception {
        var shell = new Shell(folder)
                .file("pass", "correct-horse")
                .file("millrace.yaml", "clean: {every: 7s}\ndashboard: {user: me, password: \"{{file:pass}}\"}\n")
                .file("sources/acme.yaml", "source: acme\npages: [\"https://acme.example/p/1\"]\n");
        var file = folder.resolve("s.zip");
        assertTrue(shell.expect(0, "support", "--to", file.toString()).contains("written: " + file));
        var texts = written(file);
        assertEquals(
                "[alerts.txt, batches.txt, check.txt, config.txt, machine.txt, sources.txt, status.json, status.txt]",
                texts.keySet().toString());
        assertTrue(texts.get("config.txt").contains("millrace.clean.every=7s"), texts::toString);
        assertTrue(texts.get("check.txt").contains("ok    sources"), texts::toString);
        assertTrue(texts.get("check.txt").endsWith("exit code 0\n"), texts::toString);
        assertTrue(texts.get("machine.txt").contains("processors "), texts::toString);
        assertTrue(texts.get("status.txt").contains("nothing has run"), texts::toString);
        assertFalse(texts.toString().contains("correct-horse"), texts::toString);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void whatDoesNotWorkIsInItToo() throws Exception {
        var shell = new Shell(folder).file("millrace.yaml", "clean: {every: soon}\n");
        var file = folder.resolve("s.zip");
        shell.expect(0, "support", "--to", file.toString());
        var texts = written(file);
        assertTrue(texts.get("check.txt").contains("soon"), texts::toString);
        assertTrue(texts.get("status.json").endsWith("exit code 2\n"), texts::toString);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        var file = Files.writeString(folder.resolve("s.zip"), "mine");
        var said = new Shell(folder).expect(2, "support", "--to", file.toString());
        assertTrue(said.contains("is there already: name another with --to"), said);
        assertEquals("mine", Files.readString(file));
    }
}
