package io.millrace.stream;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How the spool reaches its files: the one place where a disk may fail. */
interface SpoolDisk {
    /** The machine's own. */
    SpoolDisk REAL = FileChannel::open;

    FileChannel open(Path file, OpenOption... options) throws IOException;

    /** Writes the entries of a folder through to the disk, where the platform has a way to. */
    default void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
