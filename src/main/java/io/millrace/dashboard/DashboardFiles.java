package io.millrace.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the dashboard's page: a fixed set out of the jar, read once. Thread-safe. */
public final class DashboardFiles {
    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private final Map<String, byte[]> contents = Map.of(
            "index.html", read("/dashboard/index.html"),
            "app.js", read("/dashboard/app.js"),
            "cities.js", read("/dashboard/cities.js"),
            "style.css", read("/dashboard/style.css"),
            "icon.svg", read("/dashboard/icon.svg"),
            "chart.js", read(CHART));

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException when the page has no such file
     */
    public byte[] content(String name) {
        var content = contents.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the dashboard has no file '" + name + "', only "
                    + contents.keySet().stream().sorted().toList());
        }
        return content;
    }

    private static byte[] read(String resource) {
        try (var bytes = DashboardFiles.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("no " + resource + " on the class path: build Millrace again");
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + ": build Millrace again", e);
        }
    }
}
