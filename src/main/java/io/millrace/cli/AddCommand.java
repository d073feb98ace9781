package io.millrace.cli;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.Extraction;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import io.millrace.extract.Status;
import io.millrace.source.ListingGuess;
import io.millrace.source.SourceFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace add}: looks at pages, and writes a source file for them. */
@Command(
        name = "add",
        header = "Looks at a page and writes a source file for it.",
        description = {
            "Asks for each page once, politely, and writes sources/HOST.yaml: the pages, a selector where nothing better"
                    + " was found, and as comments what a run would record. A page with many links to products becomes a"
                    + " listing. Pages of one host go into one file. Nothing is overwritten without --force.",
            "Exit codes: 0 written, 1 a page could not be read, 2 usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace add https://acme.example/p/1",
            "  ./millrace add https://acme.example/c/kettles --to sources/kettles.yaml"
        })
final class AddCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "1..*", paramLabel = "URL", description = "Addresses of product pages, or of listings of them.")
    private List<String> urls;

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write, for pages of one host.")
    private Path to;

    @Option(names = "--force", description = "Overwrite a file that is there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    private final PageSource web;

    AddCommand(PageSource web) {
        this.web = web;
    }

    @Override
    public Integer call() throws IOException {
        var folder = common.settingsWithoutWarehouses().sources();
        var byHost = new LinkedHashMap<String, Set<String>>();
        urls.forEach(url ->
                byHost.computeIfAbsent(host(url), host -> new LinkedHashSet<>()).add(url.strip()));
        if (to != null && byHost.size() > 1) {
            throw usage("--to names one file, and these are pages of " + byHost.size()
                    + " hosts, each with a file of its own: leave it out");
        }
        var files = new LinkedHashMap<String, Path>();
        for (var host : byHost.keySet()) {
            var file = to == null ? folder.resolve(host.replace(':', '_') + ".yaml") : to;
            if (Files.exists(file) && !force) {
                throw usage(file + " is there already: --force overwrites it, --to FILE writes another");
            }
            files.put(host, file);
        }
        var exit = 0;
        for (var host : byHost.entrySet()) {
            exit = Math.max(exit, add(host.getKey(), host.getValue(), files.get(host.getKey())));
        }
        return exit;
    }

    private int add(String host, Set<String> pages, Path file) throws IOException {
        var out = spec.commandLine().getOut();
        var added = new AddedFile(host);
        var unread = new ArrayList<String>();
        for (var url : pages) {
            try {
                look(url, added, out);
            } catch (IOException e) {
                unread.add(e.getMessage());
            }
        }
        unread.forEach(fault -> out.println(plain(fault)));
        if (unread.size() == pages.size()) {
            out.println("nothing was written for " + host);
            out.flush();
            return 1;
        }
        write(file, added.text());
        out.println("written: " + file);
        out.println(
                added.isOpen()
                        ? "next: say the currency in its hints, then ./millrace check and ./millrace run --once"
                        : "next: ./millrace check, then ./millrace run --once");
        out.flush();
        return unread.isEmpty() ? 0 : 1;
    }

    private void look(String url, AddedFile added, PrintWriter out) throws IOException {
        var page = web.fetch(url);
        var extraction = read(url, page);
        if (extraction.status() == Status.ok) {
            out.println(plain(url + ": " + SourceCheck.recorded(extraction)));
            added.page(url, page, extraction);
            return;
        }
        var guess = ListingGuess.of(page.body(), page.contentType(), page.url());
        if (guess.isEmpty() && extraction.offer() != null && extraction.offer().availability() != null) {
            out.println(plain(url + ": " + SourceCheck.recorded(extraction)));
            added.page(url, page, extraction);
        } else if (guess.isEmpty()) {
            out.println(plain(url + ": no price was found (" + extraction.reason()
                    + "); ./millrace extract URL --all shows what is there"));
            added.unclear(url);
        } else {
            list(url, guess.get(), added, out);
        }
    }

    private void list(String url, ListingGuess guess, AddedFile added, PrintWriter out) throws IOException {
        var firstUrl = guess.pages().get(0);
        var first = web.fetch(firstUrl);
        var extraction = read(firstUrl, first);
        out.println(
                plain(url + ": a listing with " + Counted.of(guess.pages().size(), "page") + " at " + guess.links()));
        out.println(plain(firstUrl + ": "
                + (extraction.offer() == null
                        ? "no price: " + extraction.reason()
                        : SourceCheck.recorded(extraction))));
        if (extraction.offer() == null) {
            added.unclear(url);
        } else {
            added.listing(url, guess, first, extraction);
        }
    }

    private static Extraction read(String url, Page page) throws IOException {
        var extraction = OfferExtractor.extract(page, new ExtractHints(Map.of(), null, null));
        if (extraction.status() == Status.blocked || extraction.status() == Status.error) {
            throw new IOException(url + ": " + extraction.reason());
        }
        return extraction;
    }

    /** Checked before it is written: what is written can be run. */
    private void write(Path file, String text) throws IOException {
        SourceFiles.parse(file, text);
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (force) {
            Files.writeString(file, text);
        } else {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
        var schema = folder.resolve(SchemaCommand.FILE);
        if (!Files.exists(schema)) {
            Files.writeString(schema, SchemaCommand.text());
        }
    }

    private String host(String url) {
        try {
            var uri = new URI(url.strip());
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("(?i)https?")) {
                return AddedFile.host(url.strip());
            }
        } catch (URISyntaxException e) {
            // Answered below.
        }
        throw usage(url + " is no address of a page: write it in full, like https://acme.example/p/1");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Control characters, as pages hold them, must not steer a terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
