package io.millrace.lake;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a failure of the world, which passes, from one of the work itself, which the same work would meet again. */
public final class Outage {
    /** What the operating system says of a machine that is short of something, in whatever exception it comes. */
    private static final String[] SHORTAGES = {
        "no space left on device", "disk quota exceeded", "too many open files", "input/output error"
    };

    /**
     * What DuckDB says of files. Its limit of temporary files is the room on the disk; its limit of
     * memory is a setting, which the same rows would exceed again.
     */
    private static final String[] OF_FILES = {"io error", "interrupt error", "max_temp_directory_size"};

    private Outage() {}

    /** Whether the network, the store, the disk or the end of the process is behind a failure, at whatever depth. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(Outage::isOne);
    }

    private static boolean isOne(Throwable cause) {
        return cause instanceof SdkException
                || cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException
                || cause instanceof InterruptedIOException
                || cause instanceof HttpTimeoutException
                || cause instanceof FileSystemException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException
                || cause instanceof RejectedExecutionException
                || says(cause, SHORTAGES)
                || cause instanceof SQLException && says(cause, OF_FILES);
    }

    private static boolean says(Throwable cause, String... words) {
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(words).anyMatch(message::contains);
    }
}
