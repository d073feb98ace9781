package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFolderTest {
    @TempDir
    Path folder;

    private SourceFolder sources;

    @BeforeEach
    void open() throws IOException {
        file("acme.yaml", "source: acme\npages: [https://acme.example/p/1]\n");
        sources = SourceFolder.open(folder);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void lookTwice() {
        sources.look();
        sources.look();
    }

    private List<String> names() {
        return sources.sources().stream().map(Source::name).toList();
    }

    private int pages() {
        return sources.sources().get(0).pages().size();
    }

    @Test
    void aNewFileIsTakenUpOnceItStaysTheSame() throws IOException {
        file("best.yaml", "source: best\npages: [https://best.example/p/1]\n");
        sources.look();
        assertEquals(List.of("acme"), names());
        sources.look();
        assertEquals(List.of("acme", "best"), names());
    }

    @Test
    void aFileThatIsBeingWrittenIsNotReadHalf() throws IOException {
        sources.look();
        sources.look();
        file("acme.yaml", "source: acme\npages: [https://acme.example/p/1,\n");
        sources.look();
        file("acme.yaml", "source: acme\npages: [https://acme.example/p/1,\n https://acme.example/p/2]\n");
        sources.look();
        assertEquals(Map.of(), sources.faults());
        sources.look();
        assertEquals(2, pages());
    }

    @Test
    void aFileThatIsRemovedTakesItsSourceAlong() throws IOException {
        Files.delete(folder.resolve("acme.yaml"));
        lookTwice();
        assertEquals(List.of(), names());
    }

    @Test
    void aBrokenFileLeavesItsSourceAsItWasUntilItIsMended() throws IOException {
        file("acme.yaml", "source: acme\nevry: 5m\npages: [https://acme.example/p/1]\n");
        lookTwice();
        assertEquals(List.of("acme"), names());
        assertEquals(Set.of("acme.yaml"), sources.faults().keySet());
        var fault = sources.faults().get("acme.yaml");
        assertTrue(fault.endsWith("acme.yaml:2: evry: unknown key, did you mean every?"), fault);
        file("acme.yaml", "source: acme\npages: [https://acme.example/p/1, https://acme.example/p/2]\n");
        lookTwice();
        assertEquals(Map.of(), sources.faults());
        assertEquals(2, pages());
    }

    @Test
    void aCsvFileBesideIsLookedAtToo() throws IOException {
        file("urls.csv", "url\nhttps://acme.example/p/1\n");
        file("acme.yaml", "source: acme\npages: [{file: urls.csv}]\n");
        lookTwice();
        lookTwice();
        file("urls.csv", "url\nhttps://acme.example/p/1\nhttps://acme.example/p/2\n");
        lookTwice();
        assertEquals(2, pages());
    }

    @Test
    void aFileThatGetsAnotherNameKeepsItsSource() throws IOException {
        Files.move(folder.resolve("acme.yaml"), folder.resolve("renamed.yaml"));
        lookTwice();
        assertEquals(List.of("acme"), names());
        assertEquals(Map.of(), sources.faults());
    }

    @Test
    void twoFilesOfOneNameAreOneSource() throws IOException {
        file("aaa.yaml", "source: acme\npages: [https://other.example/p/1]\n");
        lookTwice();
        assertEquals(List.of("acme"), names());
        assertEquals(Set.of("acme.yaml"), sources.faults().keySet());
    }

    @Test
    void aFolderThatIsAwayEndsNoSource() throws IOException {
        var away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        lookTwice();
        assertEquals(List.of("acme"), names());
        assertEquals(1, sources.faults().size());
        Files.move(away, folder);
        lookTwice();
        assertEquals(Map.of(), sources.faults());
    }

    @Test
    void aFileThatIsTouchedDeclaresTheSame() throws IOException {
        var before = sources.sources();
        Files.setLastModifiedTime(folder.resolve("acme.yaml"), java.nio.file.attribute.FileTime.fromMillis(1_000));
        lookTwice();
        assertEquals(before, sources.sources());
    }

    @Test
    void atTheStartAFaultIsAFault() throws IOException {
        file("best.yaml", "source: best\n");
        assertThrows(ConfigException.class, () -> SourceFolder.open(folder));
    }
}
