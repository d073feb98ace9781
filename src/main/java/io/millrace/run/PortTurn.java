package io.millrace.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The turn to choose a port among the programs of one user that start at the same time: between the choice and the
 * server's own look lie seconds, in which two would choose the same. It ends with the process at the latest.
 */
final class PortTurn implements AutoCloseable {
    private static final PortTurn NONE = new PortTurn(null);

    private final FileChannel lock;

    private PortTurn(FileChannel lock) {
        this.lock = lock;
    }

    /** For a port that nobody else chooses. */
    static PortTurn none() {
        return NONE;
    }

    /** Waits until it comes; where no file can be locked, every turn is one's own. */
    static PortTurn await() {
        var file =
                Path.of(System.getProperty("java.io.tmpdir"), "millrace-" + System.getProperty("user.name") + ".port");
        FileChannel channel = null;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new PortTurn(channel);
        } catch (IOException | OverlappingFileLockException e) {
            new PortTurn(channel).close();
            return NONE;
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                // Then it ends with the process.
                return;
            }
        }
    }
}
