package io.millrace.warehouse;

import io.millrace.dataset.Json;
import io.millrace.lake.Manifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The list of files that one COPY of Redshift reads, an object of the lake. Its key follows from its content, so two
 * loaders of the same files share it, and neither removes it under the other: it is collected with what no manifest names.
 *
 * @param columns of each of the files, in order
 */
record CopyManifest(CopySource source, String folder, List<String> columns, List<Manifest.DataFile> files) {
    private static final String ZONE = "processed/_copies/";
    private static final int ID = 32;

    record Entry(String url, boolean mandatory, Meta meta) {}

    /** @param content_length bytes, without which Redshift reads no Parquet */
    record Meta(long content_length) {}

    static CopyManifest of(
            CopySource source, String warehouse, String dataset, List<String> columns, List<Manifest.DataFile> files) {
        return new CopyManifest(source, ZONE + warehouse + "/" + dataset + "/", columns, files);
    }

    String key() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content());
            return folder + HexFormat.of().formatHex(hash).substring(0, ID) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String url() {
        return source.url(key());
    }

    byte[] content() {
        var entries = files.stream()
                .map(file -> new Entry(source.url(file.key()), true, new Meta(file.bytes())))
                .toList();
        return Json.bytes(Map.of("entries", entries));
    }
}
