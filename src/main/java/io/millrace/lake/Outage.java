package io.millrace.lake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a failure of the world, which passes, from one of the work itself, which the same work would meet again. */
public final class Outage {
    /** What the operating system says of a machine that is short of something. */
    private static final List<String> SHORTAGES =
            List.of("no space left on device", "disk quota exceeded", "too many open files", "input/output error");

    private Outage() {}

    /** Whether the network, the store, the disk or the end of the process is behind a failure, at whatever depth. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(Outage::isOne);
    }

    private static boolean isOne(Throwable cause) {
        return cause instanceof SdkException
                || cause instanceof AbsentException
                || cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException
                || cause instanceof InterruptedIOException
                || cause instanceof HttpTimeoutException
                || cause instanceof FileSystemException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException
                || cause instanceof RejectedExecutionException
                || cause instanceof IOException && SHORTAGES.stream().anyMatch(message(cause)::contains)
                || cause instanceof SQLException && isOfFiles(message(cause));
    }

    /**
     * DuckDB's failures have no codes. Its limit of temporary files is the room on the disk; its limit of memory is a
     * setting, which the same rows would exceed again.
     */
    private static boolean isOfFiles(String message) {
        return message.startsWith("io error")
                || message.startsWith("interrupt error")
                || message.contains("max_temp_directory_size");
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }
}
