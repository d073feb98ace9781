package io.millrace.bench;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;

/** The CPU of a whole extraction against jsoup's parse of the same bytes, in turns, in one thread. */
final class ExtractSpeedBench implements Bench {
    /** Until the compiler is done with both. */
    private static final int WARM_UP = 600;

    private static final int ROUNDS = 200;
    private static final double NANOS = 1e6;

    @Override
    public String name() {
        return "extract-speed";
    }

    @Override
    public String what() {
        return "CPU of an extraction, against jsoup's parse: a page of 550 KB, one whose JSON-LD decides, one of 30 KB,"
                + " one of 600 rows; takes half a minute";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws IOException {
        var ratios = new ArrayList<Ratio>();
        for (var page : SpeedPage.values()) {
            ratios.add(ratio(page));
        }
        return ratios;
    }

    private static Ratio ratio(SpeedPage kind) throws IOException {
        var page = kind.page();
        var threads = ManagementFactory.getThreadMXBean();
        long parse = 0;
        long extract = 0;
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            Jsoup.parse(new ByteArrayInputStream(page.body()), null, page.url());
            long middle = threads.getCurrentThreadCpuTime();
            var read = OfferExtractor.extract(page, ExtractHints.NONE);
            long end = threads.getCurrentThreadCpuTime();
            if (read.offer() == null || read.offer().price() == null) {
                throw new IllegalStateException("the page " + kind + " gives no price: " + read.reason());
            }
            parse += round < 0 ? 0 : middle - start;
            extract += round < 0 ? 0 : end - middle;
        }
        return kind.ratio(extract / NANOS / ROUNDS, parse / NANOS / ROUNDS, "ms");
    }
}
