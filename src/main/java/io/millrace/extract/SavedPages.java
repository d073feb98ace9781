package io.millrace.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads saved pages, gzip'd or not. */
public final class SavedPages {
    /** A larger file is no page, and a small gzip file can unfold to more than the memory holds. */
    public static final int LARGEST = 64 << 20;

    private SavedPages() {}

    /** The page in a file; throws IOException that names the file and says why it cannot be read. */
    public static Page read(Path file, String url) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory: name its files, or list them with --files-from");
        }
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
            bytes.mark(2);
            boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
            bytes.reset();
            var body = (gzip ? new GZIPInputStream(bytes) : bytes).readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
            }
            return new Page(body, null, url);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
