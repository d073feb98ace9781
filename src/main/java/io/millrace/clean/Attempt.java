package io.millrace.clean;

import io.millrace.lake.Manifest;
import io.millrace.lake.WorkFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One try at a batch: files on this machine, and the manifest that would make them count.
 *
 * @param uploads what to put into the lake before the manifest is committed
 * @param folder of the files; null if there are none
 */
public record Attempt(Manifest manifest, List<Upload> uploads, Path folder) {
    /** A file and the key that it gets. */
    public record Upload(String key, Path file) {}

    /** One that needs no files. */
    static Attempt of(Manifest manifest) {
        return new Attempt(manifest, List.of(), null);
    }

    /** The same files with a manifest made of this one. */
    Attempt with(UnaryOperator<Manifest> change) {
        return new Attempt(change.apply(manifest), uploads, folder);
    }

    /**
     * This one.
     *
     * @throws IllegalStateException if its sums do not hold
     */
    Attempt checked() {
        if (manifest.read() != manifest.written() + manifest.duplicates() + manifest.rejected()) {
            throw new IllegalStateException("batch " + manifest.n() + ": read " + manifest.read() + " is not written "
                    + manifest.written() + " + duplicates " + manifest.duplicates() + " + rejected "
                    + manifest.rejected());
        }
        return this;
    }

    /** Removes the local files; nothing in the lake. */
    public void discard() {
        if (folder != null) {
            WorkFolder.remove(folder);
        }
    }
}
