package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --once} says of a configuration that cannot be: place and cure, exit code 2, and nothing is made. */
class FaultyConfigurationTest {
    private static final String FINE = "source: acme\npages: [http://127.0.0.1:9/p]\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    private String refused(String... args) {
        var ran = shell.millrace(args);
        assertEquals(2, ran.exit(), ran.said());
        assertEquals("", ran.out());
        assertFalse(ran.err().contains("\tat ") || ran.err().contains("Exception"), ran.err());
        assertFalse(Files.exists(shell.path("data")), "a data folder was made");
        return ran.err();
    }

    @Test
    void everyFaultOfASourceIsToldWithFileLineAndKey() throws IOException {
        shell.file("sources/acme.yaml", "source: acme\nevry: 5m\npages: [ftp://x/y]\nfetch: {delay: 5 minutes}\n");
        var said = refused("run", "--once");
        var file = shell.path("sources/acme.yaml").toString();
        assertTrue(said.contains(file + ":2: evry: unknown key, did you mean every?"), said);
        assertTrue(said.contains(file + ":3: pages[0]: found \"ftp://x/y\""), said);
        assertTrue(said.contains(file + ":4: fetch.delay: found \"5 minutes\", expected a number with its unit"), said);
        assertEquals(3, said.lines().count());
    }

    @Test
    void aMissingFolderOfSourcesIsToldWithAFileToWrite() throws IOException {
        Files.delete(shell.path("sources"));
        var said = refused("run", "--once");
        assertTrue(said.contains(shell.path("sources") + ": there is no such folder of sources: create it"), said);
        assertFalse(said.contains("millrace add"), "names a command that does not exist");
    }

    @Test
    void anEmptyFolderOfSourcesIsToldWithAFileToWrite() {
        var said = refused("run", "--once");
        assertTrue(said.contains("holds no source: write a file like acme.yaml"), said);
    }

    @Test
    void aPasswordThatIsNotHereIsToldToStagesThatAskWarehousesAlone() throws IOException {
        shell.file(
                "millrace.yaml",
                "warehouses: [{name: a, type: mysql, url: 'jdbc:mysql://h/d', password: '{{env:NOBODY_SET_IT}}'}]\n");
        assertTrue(refused("run", "--once", "--only", "clean,load").contains("export NOBODY_SET_IT"));
        assertTrue(refused("run", "--once", "--only", "fetch").contains("holds no source"));
    }

    @Test
    void aWrongStageIsToldWithThoseThatThereAre() throws IOException {
        shell.file("sources/acme.yaml", FINE);
        var said = refused("run", "--once", "--only", "ladn");
        assertTrue(said.contains("\"ladn\"") && said.contains("fetch,land,clean,load,dashboard"), said);
    }

    @Test
    void aPortThatIsNoNumberIsToldByItsFlag() throws IOException {
        shell.file("sources/acme.yaml", FINE);
        assertTrue(refused("run", "--once", "--port", "abc").contains("--port: found \"abc\""));
    }

    @Test
    void aPortInUseIsToldBeforeTheDataFolderIsMade() throws IOException {
        shell.file("sources/acme.yaml", FINE);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            var said = refused("run", "--once", "--port", port);
            assertTrue(said.contains("port " + port + " of 127.0.0.1 is in use"), said);
            assertTrue(refused("demo", "--for", "5s", "--port", port).contains("is in use"));
        }
    }

    @Test
    void aTimeForTheDemoThatIsNoneIsToldByItsFlag() {
        assertTrue(refused("demo", "--for", "abc").contains("--for: found \"abc\", expected a number with its unit"));
        // Without a unit it would be milliseconds to some, and seconds to others.
        assertTrue(refused("demo", "--for", "90").contains("--for: found \"90\""));
    }

    @Test
    void aUserAgentThatNoSiteCouldMatchIsAFaultOfTheSettings() throws IOException {
        shell.file("sources/acme.yaml", FINE);
        shell.file("millrace.yaml", "fetch: {user-agent: 2nd bot}\n");
        assertTrue(refused("run", "--once").contains("millrace.yaml:1: fetch.user-agent: found \"2nd bot\""));
    }

    @Test
    void aDataFolderThatIsAFileIsRefused() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("there", "text");
        var said = refused("run", "--once", "--data", shell.path("there").toString());
        assertTrue(said.contains("is a file: name a folder"), said);
    }

    @Test
    void aDataFolderThatCannotBeMadeIsRefused() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("there", "text");
        var said = refused("run", "--once", "--data", shell.path("there/data").toString());
        assertTrue(said.contains("cannot be written (") && said.contains("there is a file)"), said);
        assertTrue(said.contains("name another with --data"), said);
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("photos/cat.jpg", "meow");
        var said = refused("run", "--once", "--data", shell.path("photos").toString());
        assertTrue(said.contains("holds cat.jpg and was not made by Millrace"), said);
        try (var files = Files.list(shell.path("photos"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void realPricesDoNotGoIntoADemosFolder() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("d/millrace-data.json", "{\"format\":1,\"kind\":\"DEMO\"}");
        var said = refused("run", "--once", "--data", shell.path("d").toString());
        assertTrue(said.contains("holds a demo's made-up prices"), said);
    }

    @Test
    void aDemosPricesDoNotGoIntoAFolderOfRealOnes() throws IOException {
        shell.file("d/millrace-data.json", "{\"format\":1,\"kind\":\"RUN\"}");
        var said = refused("demo", "--for", "5s", "--data", shell.path("d").toString());
        assertTrue(said.contains("holds real prices: name another folder"), said);
    }

    @Test
    void aFolderOfANewerVersionIsRefused() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("d/millrace-data.json", "{\"format\":9,\"kind\":\"RUN\"}");
        for (var command : new String[][] {{"run", "--once"}, {"status"}, {"query", "SELECT 1"}}) {
            var args = new java.util.ArrayList<>(java.util.List.of(command));
            args.addAll(java.util.List.of("--data", shell.path("d").toString()));
            var said = refused(args.toArray(String[]::new));
            assertTrue(said.contains("written by a newer Millrace (format 9, this one knows 1): update"), said);
        }
    }

    @Test
    void aDamagedMarkIsToldWithItsCure() throws IOException {
        shell.file("sources/acme.yaml", FINE).file("d/millrace-data.json", "garbage");
        var said = refused("run", "--once", "--data", shell.path("d").toString());
        assertTrue(said.contains("millrace-data.json is damaged") && said.contains("write {"), said);
    }

    @Test
    void aFolderWhereNothingRanHasNothingToAsk() {
        assertTrue(refused("status").contains("nothing has run on the data folder"));
        assertTrue(refused("query", "SELECT 1").contains("start ./millrace demo or ./millrace run"));
    }
}
