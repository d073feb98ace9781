package io.millrace.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An image as {@code docker save} would write it: a manifest, a configuration, and layers. */
final class ImageTar {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final Path folder;
    private final JsonNode manifest;

    private ImageTar(Path folder, JsonNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Unpacks the image itself, not its layers, into a folder. */
    static ImageTar open(Path tar, Path folder) throws IOException {
        Files.createDirectories(folder);
        tar("-xf", tar.toString(), "-C", folder.toString());
        return new ImageTar(
                folder,
                Json.MAPPER.readTree(folder.resolve("manifest.json").toFile()).get(0));
    }

    /** What the image says of itself: architecture, user, entry point, labels. */
    JsonNode configuration() throws IOException {
        return Json.MAPPER.readTree(
                folder.resolve(manifest.get("Config").asText()).toFile());
    }

    /** Paths of the files in each layer, the lowest first. */
    List<List<String>> layers() throws IOException {
        var layers = new ArrayList<List<String>>();
        for (var layer : manifest.get("Layers")) {
            layers.add(names(folder.resolve(layer.asText())).stream()
                    .filter(name -> !name.endsWith("/"))
                    .toList());
        }
        return layers;
    }

    /** Lays all layers over each other, as a container has them. */
    void unpack(Path root) throws IOException {
        Files.createDirectories(root);
        for (var layer : manifest.get("Layers")) {
            var file = folder.resolve(layer.asText());
            for (var name : names(file)) {
                whiteOut(root.resolve(name));
            }
            tar("-xf", file.toString(), "-C", root.toString(), "--exclude=" + WHITEOUT + "*", "--no-same-owner");
        }
    }

    /** What lower layers have of it goes, where its name says so. */
    private static void whiteOut(Path path) throws IOException {
        var name = path.getFileName().toString();
        if (name.equals(OPAQUE)) {
            remove(path.getParent());
            Files.createDirectories(path.getParent());
        } else if (name.startsWith(WHITEOUT)) {
            remove(path.resolveSibling(name.substring(WHITEOUT.length())));
        }
    }

    /** Removes a file, or a folder with all that is in it. */
    static void remove(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> names(Path tar) throws IOException {
        return tar("-tf", tar.toString()).lines().toList();
    }

    private static String tar(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed");
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        return said;
    }
}
