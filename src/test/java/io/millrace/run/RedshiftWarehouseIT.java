package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.local.redshift.Bucket;
import io.millrace.local.redshift.RedshiftServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redshift's stand-in beside a DuckDB file, as a user configures and sees it. */
class RedshiftWarehouseIT {
    private static final int PAGES = 3;

    @TempDir
    private Path folder;

    private PriceSite site;
    private RedshiftServer server;
    private String address;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));
        server = RedshiftServer.start(Bucket.s3(this::lake), folder.resolve("redshift"));
        address = server.database();
        Files.writeString(folder.resolve("millrace.yaml"), """
                land: {max-age: 100ms, poll: 200ms}
                warehouses:
                  - {name: local, type: duckdb}
                  - {name: cloud, type: redshift, url: "%s", user: postgres}
                """.formatted(address));
    }

    /** The S3 that the program has started. */
    private URI lake() {
        return URI.create(
                RunningProcess.find(folder.resolve("data")).orElseThrow().s3());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        site.close();
    }

    @Test
    void whatIsFetchedIsLoadedAndHeldAgainstTheLake() throws Exception {
        var checked = millrace("check");
        assertTrue(checked.contains("cloud: " + address + " answers: Redshift"), checked);
        millrace("run", "--once");
        var status = millrace("status", "--deep");
        assertTrue(status.contains("cloud.prices (redshift)"), status);
        assertTrue(status.contains("nothing is wrong"), status);
    }

    private String millrace(String... arguments) throws Exception {
        try (var program = Program.start(folder, arguments)) {
            var exit = program.await(120);
            var output = program.output();
            assertEquals(0, exit, () -> Arrays.toString(arguments) + "\n" + output);
            return output;
        }
    }
}
