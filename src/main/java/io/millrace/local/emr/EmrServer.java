package io.millrace.local.emr;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small server of the APIs of Amazon EMR (steps) and EMR Serverless (job runs), for development, tests and use on one
 * machine; not a replacement of the service.
 *
 * <p>It listens on 127.0.0.1 and asks for no credentials. There is one cluster, and RunJobFlow starts others, with
 * AddJobFlowSteps, ListSteps, DescribeStep, CancelSteps, ListClusters, DescribeCluster and TerminateJobFlows, and one application, with StartJobRun, GetJobRun,
 * ListJobRuns, CancelJobRun and GetApplication. Jobs run one after the other, each in a process of its own on this machine's
 * Spark. What became of them survives a restart; one that was under way then is {@code INTERRUPTED}, a job run
 * {@code FAILED}. Safe for use by many threads and clients.
 *
 * <p>A job is given the folder of the local S3 server in place of {@code s3://}: so it reads and writes the lake itself, by
 * Hadoop's file system, as it does on EMR, and nothing has to be copied.
 */
public final class EmrServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String S3 = "s3://";
    private static final int THREADS = 4;

    private final HttpServer http;
    private final ExecutorService executor;
    private final LocalJobs jobs;

    private EmrServer(HttpServer http, ExecutorService executor, LocalJobs jobs) {
        this.http = http;
        this.executor = executor;
        this.jobs = jobs;
    }

    /**
     * Starts a server.
     *
     * @param folder of what it keeps; created when it is not there
     * @param s3 folder of the local S3 server
     * @param port to listen on, or 0 for a free one
     */
    public static EmrServer start(
            Path folder, Path s3, int port, Names names, JobRunner runner, Disturbance disturbance) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(LOOPBACK, port), 0);
        var clock = Clock.systemUTC();
        var jobs = new LocalJobs(folder, (arguments, work) -> runner.run(local(arguments, s3), work), clock);
        var executor = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "emr");
            thread.setDaemon(true);
            return thread;
        });
        http.setExecutor(executor);
        http.createContext(
                "/",
                new Protocol(
                        new StepApi(jobs, new LocalClusters(jobs, names, clock)),
                        new RunApi(jobs, names),
                        disturbance));
        http.start();
        return new EmrServer(http, executor, jobs);
    }

    /** Where the server listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + http.getAddress().getPort());
    }

    /** Stops, and ends the job that runs. */
    @Override
    public void close() {
        http.stop(0);
        executor.shutdown();
        jobs.close();
    }

    private static List<String> local(List<String> arguments, Path s3) {
        var uri = s3.toAbsolutePath().toUri().toString();
        var root = uri.endsWith("/") ? uri : uri + "/";
        return arguments.stream()
                .map(word -> word.startsWith(S3) ? root + word.substring(S3.length()) : word)
                .toList();
    }
}
