package io.millrace.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the dashboard's page: a fixed set out of the jar, read once. Thread-safe. */
public final class DashboardFiles {
    private static final String INDEX = "index.html";

    /** What lies in the resource folder {@code dashboard/}. */
    static final List<String> NAMES = List.of(INDEX, "app.js", "cities.js", "style.css", "icon.svg");

    private static final Map<String, String> ELSEWHERE =
            Map.of("chart.js", "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, WebFile> files = Stream.concat(NAMES.stream(), ELSEWHERE.keySet().stream())
            .collect(Collectors.toUnmodifiableMap(name -> name, DashboardFiles::read));

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
        var resource = ELSEWHERE.getOrDefault(name, "/dashboard/" + name);
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
