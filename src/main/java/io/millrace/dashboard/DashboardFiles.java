package io.millrace.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of the dashboard's page: a fixed set out of the jar, read once. Thread-safe. */
public final class DashboardFiles {
    private static final String INDEX = "index.html";

    /** What lies in the resource folder {@code dashboard/}. */
    static final List<String> NAMES = List.of(
            INDEX,
            "address.js",
            "alerts.js",
            "app.js",
            "ask.js",
            "cities.js",
            "city.js",
            "dom.js",
            "format.js",
            "history-chart.js",
            "history.js",
            "icon.svg",
            "lines.js",
            "market.js",
            "observations.js",
            "overview.js",
            "parts.js",
            "pipeline.js",
            "product.js",
            "products.js",
            "scale.js",
            "shell.js",
            "sources.js",
            "stage.js",
            "stages.js",
            "style.css",
            "table.js",
            "theme.js",
            "thin.js",
            "unknown.js",
            "views.css");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, WebFile> files =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, DashboardFiles::read));

    /**
     * The file at an address.
     *
     * @param path such as {@code /app.js}; {@code /} is the page itself
     * @throws UnknownAddressException when the page has no such file
     */
    public WebFile at(String path) {
        var file = "/".equals(path) ? files.get(INDEX) : path.startsWith("/") ? files.get(path.substring(1)) : null;
        if (file == null) {
            throw new UnknownAddressException("there is nothing at this address: begin at /");
        }
        return file;
    }

    private static WebFile read(String name) {
        var resource = "/dashboard/" + name;
        try (var bytes = DashboardFiles.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("no " + resource + " on the class path: build Millrace again");
            }
            return WebFile.of(bytes.readAllBytes(), TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + ": build Millrace again", e);
        }
    }
}
