package io.millrace.cli;

import io.millrace.extract.Page;
import io.millrace.extract.SavedPages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The pages that a command is given: files, addresses, and lists of them. */
final class NamedPages {
    private final PageSource web;
    private final InputStream input;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE|URL", description = "Saved pages (each also as .gz), or addresses.")
    private List<String> pages = List.of();

    @Option(
            names = "--files-from",
            paramLabel = "FILE|-",
            description = "Takes the names of further pages from a file, one a line; - is standard input.")
    private String filesFrom;

    @Option(names = "--url", paramLabel = "URL", description = "The address of the page, where one file is given.")
    private String url;

    /**
     * Takes where addresses lead.
     *
     * @param input what {@code --files-from -} reads
     */
    NamedPages(PageSource web, InputStream input) {
        this.web = web;
        this.input = input;
    }

    /**
     * Hands the names on, in the order given.
     *
     * @param print says whether all is well with a page
     * @return whether it is with all of them
     * @throws ParameterException if no page is named, or a list is no file
     * @throws IOException if a list cannot be read
     */
    boolean each(Predicate<String> print) throws IOException {
        if (pages.isEmpty() && filesFrom == null) {
            throw usage("name a page: a file, an address, or a list of them with --files-from");
        }
        if (url != null && (pages.size() != 1 || filesFrom != null)) {
            throw usage("--url is the address of one page: give exactly one file with it");
        }
        boolean fine = true;
        for (var page : pages) {
            fine &= print.test(page);
        }
        return fine & (filesFrom == null || listed(print));
    }

    private boolean listed(Predicate<String> print) throws IOException {
        if (!filesFrom.equals("-") && !Files.isRegularFile(Path.of(filesFrom))) {
            throw usage("--files-from " + filesFrom + ": there is no such file");
        }
        boolean fine = true;
        try (var bytes = filesFrom.equals("-") ? input : Files.newInputStream(Path.of(filesFrom));
                var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)).lines()) {
            var names = lines.map(String::strip).filter(name -> !name.isEmpty()).iterator();
            while (names.hasNext()) {
                fine &= print.test(names.next());
            }
        } catch (UncheckedIOException e) {
            throw new IOException("--files-from " + filesFrom + ": " + e.getMessage(), e);
        }
        return fine;
    }

    /** The page of a name; an address is fetched as it stands. */
    Page read(String name) throws IOException {
        boolean address = name.startsWith("http://") || name.startsWith("https://");
        return address ? web.fetch(name) : SavedPages.read(Path.of(name), url);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
