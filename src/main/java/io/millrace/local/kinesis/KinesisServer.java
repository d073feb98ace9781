package io.millrace.local.kinesis;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small persistent server of the Kinesis Data Streams API (version 2013-12-02), for development, tests and use on one
 * machine; not a replacement of the service.
 *
 * <p>It speaks JSON 1.1 and CBOR, as SDKs do. It listens on 127.0.0.1 and asks for no credentials. There are
 * AddTagsToStream, CreateStream, DeleteStream, DescribeStream, DescribeStreamSummary, ListStreams, ListShards,
 * SplitShard, MergeShards, IncreaseStreamRetentionPeriod, DecreaseStreamRetentionPeriod, PutRecord, PutRecords,
 * GetShardIterator and GetRecords; streams are ACTIVE at once, keep records for 24 hours unless told otherwise, and ignore
 * tags, but for those that say which records were released. A single call has the limits of AWS (500 records and 5 MiB in a PutRecords, 1 MiB in a record, 10,000 records and
 * 10 MiB in a GetRecords); what a shard takes and gives in a second is not limited, unless the system property
 * {@code millrace.local.kinesis.throttle} is {@code true}: then as on AWS.
 *
 * <p>An answer is sent when the record is in its file. So everything acknowledged survives a killed process, though not a
 * power cut, unless the system property {@code millrace.local.kinesis.fsync} is {@code true}: then each put waits for the
 * disk. Memory holds no records, only an index entry for about 32 KiB of them. Sequence numbers never repeat or go back,
 * whatever the clock does, also when a stream is deleted and created anew. Safe for use by many threads and clients.
 */
public final class KinesisServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 16;
    private static final int WAITING = 1024;
    private static final int GRACE_SECONDS = 10;

    static {
        // Read once, when the JDK's server is loaded. Without the first each answer waits 40 ms for Nagle's algorithm;
        // the second keeps connections longer than SDKs do, so that none breaks just as a client takes it up again.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.idleInterval", "300");
    }

    private final Streams streams;
    private final HttpServer http;
    private final ThreadPoolExecutor executor;
    private final ScheduledExecutorService housekeeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    KinesisServer(Path folder, int port, Clock clock, Limits limits, Storage storage) throws IOException {
        streams = new Streams(folder, limits, storage, clock);
        try {
            http = HttpServer.create(new InetSocketAddress(LOOPBACK, port), 0);
        } catch (IOException e) {
            streams.close();
            throw new IOException(
                    "cannot listen on " + LOOPBACK + ":" + port + " (" + e.getMessage()
                            + "): stop what uses that port, or choose another, or 0 for a free one",
                    e);
        }
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), KinesisServer::daemon);
        http.setExecutor(executor);
        http.createContext("/", new Protocol(new Actions(streams, limits, clock)));
        http.start();
        housekeeping = Executors.newSingleThreadScheduledExecutor(KinesisServer::daemon);
        housekeeping.scheduleWithFixedDelay(streams::trim, 0, 1, TimeUnit.MINUTES);
    }

    /**
     * Starts a server over a folder, which is created when it is not there and holds everything that the server keeps.
     *
     * @param port to listen on, or 0 for a free one
     * @throws IOException when the port or the folder is in use by another server, or the folder cannot be read or written
     */
    public static KinesisServer start(Path folder, int port) throws IOException {
        return new KinesisServer(folder, port, Clock.systemUTC(), limits(), standard());
    }

    private static Limits limits() {
        return Boolean.getBoolean("millrace.local.kinesis.throttle") ? Limits.aws() : Limits.unthrottled();
    }

    private static Storage standard() {
        return Storage.standard(Boolean.getBoolean("millrace.local.kinesis.fsync"));
    }

    /**
     * Starts a server that keeps records until they are released, by the tag {@code millrace-loaded-<shard>} of their
     * stream, and no longer than AWS keeps any: a year.
     *
     * @param released age of released records after which they are deleted, an hour later at the most
     */
    public static KinesisServer start(Path folder, int port, Duration released) throws IOException {
        var storage = standard().keepingUntil(released);
        return new KinesisServer(folder, port, Clock.systemUTC(), limits(), storage);
    }

    /** Where the server listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + http.getAddress().getPort());
    }

    /** Lets running requests finish and stops; everything is on the disk already. Does nothing the second time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        housekeeping.shutdown();
        http.stop(0);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("kinesis closed with requests still running after {} seconds", GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            streams.close();
        } catch (IOException e) {
            LOG.warn("kinesis could not close its files", e);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "kinesis");
        thread.setDaemon(true);
        return thread;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
