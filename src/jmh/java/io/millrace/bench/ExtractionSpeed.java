package io.millrace.bench;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.extract.SavedPages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A whole extraction, and jsoup's parse of the very same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExtractionSpeed {
    /** A {@link SpeedPage}, or a folder whose saved pages are read one after the other. */
    @Param({"WHOLE", "STATED", "SMALL", "ROWS"})
    public String page;

    private List<Page> pages;

    @Setup
    public void make() throws IOException {
        var folder = Path.of(page);
        pages = Files.isDirectory(folder)
                ? saved(folder)
                : List.of(SpeedPage.valueOf(page).page());
    }

    private static List<Page> saved(Path folder) throws IOException {
        var pages = new ArrayList<Page>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(file -> file.toString().matches(".*\\.html(\\.gz)?"))
                    .sorted()
                    .toList()) {
                pages.add(SavedPages.read(file, null));
            }
        }
        return pages;
    }

    @Benchmark
    public void extraction(Blackhole read) {
        for (var page : pages) {
            read.consume(OfferExtractor.extract(page, ExtractHints.NONE));
        }
    }

    @Benchmark
    public void parse(Blackhole read) throws IOException {
        for (var page : pages) {
            read.consume(Jsoup.parse(new ByteArrayInputStream(page.body()), null, ""));
        }
    }
}
