package io.millrace.cli;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Status;
import io.millrace.extract.SuggestedSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace extract}: product pages to JSON lines, one a page, in the order given. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Reads the offers of product pages and prints one JSON line for each, also for those that fail.")
public final class ExtractCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final NamedPages pages;

    @Option(names = "--all", description = "Shows every price that was found, and why the winner won.")
    private boolean all;

    @Option(
            names = "--suggest",
            paramLabel = "PRICE",
            description = "Prints a selector for the price that you see on the page, for select: in the source file.")
    private String suggest;

    @Option(names = "--currency", paramLabel = "CODE", description = "Settles a missing or ambiguous currency.")
    private String currency;

    @Option(names = "--language", paramLabel = "TAG", description = "Language of the pages (de, en-CA).")
    private String language;

    @Option(
            names = "--select",
            paramLabel = "FIELD=CSS",
            description =
                    "Where a field is: price=span.price, or price=meta.p@content for an attribute. May be repeated.")
    private Map<String, String> select = new LinkedHashMap<>();

    /** Takes the source of pages that are given by their address. */
    ExtractCommand(PageSource web) {
        this(web, System.in);
    }

    ExtractCommand(PageSource web, InputStream input) {
        this.pages = new NamedPages(web, input);
    }

    /** Returns 0, or 1 if a page could not be read or was blocked; a page without a price is no failure. */
    @Override
    public Integer call() throws IOException {
        var hints = hints();
        var out = spec.commandLine().getOut();
        return pages.each(name -> print(name, hints, out)) ? 0 : 1;
    }

    private ExtractHints hints() {
        var hints = new ExtractHints(select, currency, language);
        try {
            hints.check();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        return hints;
    }

    private boolean print(String name, ExtractHints hints, PrintWriter out) {
        Map<String, Object> line;
        boolean fine;
        try {
            if (suggest != null) {
                return printSuggestion(name, out);
            }
            var extraction = OfferExtractor.extract(pages.read(name), hints);
            fine = extraction.status() != Status.error && extraction.status() != Status.blocked;
            line = ExtractedLine.of(name, extraction, all);
        } catch (IOException | InvalidPathException e) {
            fine = false;
            line = ExtractedLine.failed(name, e.getMessage());
        }
        out.println(JsonLines.write(line));
        out.flush();
        return fine;
    }

    private boolean printSuggestion(String name, PrintWriter out) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put("file", name);
        try {
            var selector = SuggestedSelector.of(pages.read(name), suggest).orElse(null);
            line.put("select", selector == null ? null : Map.of("price", selector));
            if (selector == null) {
                line.put("reason", "no element that can be told by its names shows " + suggest);
            }
        } catch (IllegalArgumentException e) {
            throw usage("--suggest: " + e.getMessage());
        }
        out.println(JsonLines.write(line));
        out.flush();
        return line.get("select") != null;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
