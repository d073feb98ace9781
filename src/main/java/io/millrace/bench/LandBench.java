package io.millrace.bench;

import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Events landed per second of processor time, from the stream to the object, against gzip of the same lines alone. */
final class LandBench implements Bench {
    private static final int SHARDS = 4;
    private static final int WARM_UP = 800_000;
    private static final int EVENTS = 400_000;
    private static final double NANOS = 1e9;
    private static final double TARGET = 0.6;

    @Override
    public String name() {
        return "land";
    }

    @Override
    public String what() {
        return "stream to raw objects, events per processor second, against gzip of the same lines alone (at least 0.6)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        try (var workshop = Workshop.open(folder, SHARDS, false)) {
            var backlog = new Backlog(workshop.kinesis(), workshop.settings().aws().stream());
            double landed;
            try (var child = workshop.run("land")) {
                progress.println("land: warming up with " + WARM_UP + " events");
                workshop.awaitLanded(backlog.put(WARM_UP), child);
                progress.println("land: landing " + EVENTS + " events");
                var before = child.cpu();
                workshop.awaitLanded(backlog.put(EVENTS), child);
                landed = EVENTS * NANOS / child.cpu().minus(before).toNanos();
            }
            progress.println("land: compressing the same lines");
            long records = 0;
            long nanos = 0;
            for (var object : objects(workshop)) {
                var lines = unpacked(workshop.store().get(object.key()).orElseThrow());
                compress(lines);
                nanos += compress(lines);
                records += object.count();
            }
            var floor = records * NANOS / nanos;
            return List.of(new Ratio(name(), landed, "events/s/core", "gzip of the same lines", floor, TARGET, true));
        }
    }

    private static List<RawObject> objects(Workshop workshop) {
        var zone = new RawZone(workshop.store());
        var objects = new ArrayList<RawObject>();
        for (var shard : workshop.positions().shards()) {
            var position =
                    workshop.positions().find(shard.stream(), shard.shard()).orElseThrow();
            objects.addAll(zone.chain(
                    shard.stream(), shard.shard(), null, position.origin(), position.hour(), EVENTS / SHARDS));
        }
        return objects;
    }

    private static byte[] unpacked(byte[] content) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        }
    }

    /** Processor time of this thread in nanoseconds. */
    private static long compress(byte[] lines) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        try (var gzip = new GZIPOutputStream(OutputStream.nullOutputStream())) {
            gzip.write(lines);
        }
        return threads.getCurrentThreadCpuTime() - start;
    }
}
