package io.millrace.cli;

import io.millrace.fetch.FetchException;
import io.millrace.signal.CityPage;
import io.millrace.signal.CityReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace city}: pages of cities to JSON lines, one a page, in the order given. */
@Command(
        name = "city",
        mixinStandardHelpOptions = true,
        description = "Reads the pages of cities in an encyclopedia and prints one JSON line for each, also for those"
                + " that are refused.")
public final class CityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final NamedPages pages;

    /** Takes the source of pages that are given by their address. */
    CityCommand(PageSource web) {
        this(web, System.in);
    }

    CityCommand(PageSource web, InputStream input) {
        // Of an address it is the article itself: robots.txt allows it, and forbids the API to those who read it.
        this.pages = new NamedPages(web, input);
    }

    /** Returns 0, or 1 if a page is not that of a city or could not be read; a city without some of its facts is fine. */
    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        return pages.each(name -> print(name, out)) ? 0 : 1;
    }

    private boolean print(String name, PrintWriter out) {
        Map<String, Object> line;
        boolean fine;
        try {
            var page = pages.read(name);
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
}
