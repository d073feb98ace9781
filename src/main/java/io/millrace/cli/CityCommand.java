package io.millrace.cli;

import io.millrace.extract.Page;
import io.millrace.extract.SavedPages;
import io.millrace.fetch.FetchException;
import io.millrace.signal.CityPage;
import io.millrace.signal.CityReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace city}: pages of cities to JSON lines, one a page, in the order given. */
@Command(
        name = "city",
        description = "Reads the pages of cities in an encyclopedia and prints one JSON line for each, also for those"
                + " that are refused.")
public final class CityCommand implements Callable<Integer> {
    private final PageSource web;
    private final InputStream input;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|URL",
            description = "Saved pages or answers of the MediaWiki API (.html, .json, each also .gz), or addresses.")
    private List<String> pages = List.of();

    @Option(
            names = "--files-from",
            paramLabel = "FILE|-",
            description = "Takes the names of further pages from a file, one a line; - is standard input.")
    private String filesFrom;

    @Option(names = "--url", paramLabel = "URL", description = "The address of the page, where one file is given.")
    private String url;

    /** Takes the source of pages that are given by their address. */
    CityCommand(PageSource web) {
        this(web, System.in);
    }

    CityCommand(PageSource web, InputStream input) {
        this.web = web;
        this.input = input;
    }

    /** Returns 0, or 1 if a page is not that of a city or could not be read; a city without some of its facts is fine. */
    @Override
    public Integer call() throws IOException {
        if (pages.isEmpty() && filesFrom == null) {
            throw usage("name a page: a file, an address, or a list of them with --files-from");
        }
        if (url != null && (pages.size() != 1 || filesFrom != null)) {
            throw usage("--url is the address of one page: give exactly one file with it");
        }
        var out = spec.commandLine().getOut();
        var failed = new AtomicBoolean();
        Consumer<String> print = page -> failed.compareAndSet(false, !print(page, out));
        pages.forEach(print);
        if (filesFrom != null) {
            PageNames.each(filesFrom, input, spec, print);
        }
        return failed.get() ? 1 : 0;
    }

    private boolean print(String name, PrintWriter out) {
        Map<String, Object> line;
        boolean fine;
        try {
            var page = page(name);
            var city = CityPage.read(page.body(), page.contentType(), page.url());
            fine = city.status() == CityReading.Status.ok;
            line = CityLine.of(name, city);
        } catch (IOException | InvalidPathException e) {
            fine = false;
            line = CityLine.failed(
                    name, isMissing(e) ? CityReading.Status.missing : CityReading.Status.error, e.getMessage());
        }
        out.println(JsonLines.write(line));
        out.flush();
        return fine;
    }

    private static boolean isMissing(Exception failure) {
        return failure.getCause() instanceof FetchException fetch
                && (fetch.kind() == FetchException.Kind.NOT_FOUND || fetch.kind() == FetchException.Kind.GONE);
    }

    private Page page(String name) throws IOException {
        boolean address = name.startsWith("http://") || name.startsWith("https://");
        // The article itself: robots.txt allows it, and forbids the API to those who read it.
        return address ? web.fetch(name) : SavedPages.read(Path.of(name), url);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
