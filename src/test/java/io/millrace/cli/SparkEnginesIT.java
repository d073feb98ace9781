package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline with Spark as its engine, in a process of its own: from pages to rows of the warehouse. */
class SparkEnginesIT {
    @TempDir
    private Path folder;

    private Shell shell;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        site = new TestSite().page("/kettle", TestSite.KETTLE).page("/about", TestSite.ABOUT_US);
        shell.file("sources/acme.yaml", site.source("acme", "/kettle", "/about"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void engine(String clean) throws IOException {
        shell.file(
                "millrace.yaml",
                "fetch: {retries: 1, retry-delay: 10ms}\naws: {shards: 1}\nland: {max-age: 2s, poll: 200ms}\nclean: {"
                        + clean + "}\n");
    }

    private List<Path> under(String path) throws IOException {
        var root = shell.path("data/s3/millrace-lake").resolve(path);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void eachPageWithAPriceBecomesARowOnEmrServerless() throws IOException {
        eachPageWithAPriceBecomesARow("emr-serverless");
    }

    @Tag("long")
    @Test
    void eachPageWithAPriceBecomesARowOnSparkOfThisMachine() throws IOException {
        eachPageWithAPriceBecomesARow("spark-local");
    }

    private void eachPageWithAPriceBecomesARow(String engine) throws IOException {
        engine("engine: " + engine);
        var ran = shell.millrace("run", "--once");
        assertEquals(0, ran.exit(), ran.said());
        assertTrue(ran.out().contains("2 events published; cleaned to 1 row, 1 rejected, 0 duplicates"), ran.out());
        var rows = shell.millrace("query", "--csv", "SELECT sku, price, currency FROM prices");
        assertEquals("sku,price,currency K1,12.5000,EUR", rows.out().strip().replaceAll("\\s+", " "));
        assertEquals(1, under("processed/prices").size());
        assertEquals(1, under("rejected").size());
        assertEquals(
                engine.equals("spark-local") ? 0 : 1,
                under("processed/_submissions").size());
        assertEquals(
                engine.equals("spark-local") ? 0 : 1,
                under("processed/_proposals").size());
    }

    @Test
    void withoutSparkTheBatchWaitsAndItIsSaidWhatToDo() throws IOException {
        engine("engine: spark-local, spark-home: nowhere");
        var checked = shell.millrace("check", "--pages", "0");
        assertEquals(1, checked.exit(), checked.said());
        assertTrue(checked.out().contains("no Spark in"), checked.out());
    }
}
