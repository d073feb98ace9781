package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class OutageTest {
    static Stream<Throwable> ofTheWorld() {
        return Stream.of(
                SdkClientException.create("no connection"),
                S3Exception.builder().statusCode(503).message("slow down").build(),
                S3Exception.builder().statusCode(403).message("access denied").build(),
                new ConnectException("refused"),
                new SocketTimeoutException("slow"),
                new FileSystemException("/data/x", null, "No space left on device"),
                new IOException("No space left on device"),
                new FileNotFoundException("/data/x (Too many open files)"),
                new InterruptedException());
    }

    static Stream<Throwable> ofTheWork() {
        return Stream.of(
                new ZipException("invalid stored block lengths"),
                new IllegalArgumentException("line 3 is not a raw line"),
                new NullPointerException(),
                new OutOfMemoryError("Java heap space"),
                new IOException("unexpected end"));
    }

    @ParameterizedTest
    @MethodSource("ofTheWorld")
    void theNetworkTheStoreAndTheDiskAreTheWorlds(Throwable failure) {
        assertTrue(Outage.isBehind(failure));
        assertTrue(Outage.isBehind(new IllegalStateException("the batch failed", new RuntimeException(failure))));
    }

    @ParameterizedTest
    @MethodSource("ofTheWork")
    void whatTheSameBytesWouldMeetAgainIsNot(Throwable failure) {
        assertFalse(Outage.isBehind(failure));
        assertFalse(Outage.isBehind(new IllegalStateException("the batch failed", failure)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IO Error: Could not write file \"/data/spill/a\": No space left on device",
                "IO Error: Cannot open file \"/data/prices.parquet\": Permission denied",
                "Out of Memory Error: failed to offload data block of size 256.0 KiB (3.9 GiB/4.0 GiB used).\n"
                        + "This limit was set by the 'max_temp_directory_size' setting.",
                "INTERRUPT Error: Interrupted!"
            })
    void ofDuckDbsFailuresThoseOfFilesAreTheWorlds(String message) {
        assertTrue(Outage.isBehind(new SQLException(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out of Memory Error: could not allocate block of size 256.0 KiB (122.0 MiB/122.0 MiB used)",
                "Conversion Error: Could not convert string 'IO' to INT32",
                "INTERNAL Error: Attempted to access index 3 within vector of size 3"
            })
    void ofDuckDbsFailuresTheOthersAreTheWorks(String message) {
        assertFalse(Outage.isBehind(new SQLException(message)));
    }

    @Test
    void aFailureThatIsItsOwnCauseIsJudgedToo() {
        var one = new RuntimeException("one");
        var two = new UncheckedIOException(new IOException("two", one));
        one.initCause(two);
        assertFalse(Outage.isBehind(one));
    }
}
