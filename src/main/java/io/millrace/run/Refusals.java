package io.millrace.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a folder is not taken as the data folder, in the user's words. Writes nothing. */
final class Refusals {
    private Refusals() {}

    static void refuseForeign(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("the data folder " + folder + " is a file: name a folder with --data");
        }
        if (!Files.isDirectory(folder) || DataFolder.isOne(folder)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            var found = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(DataFolder.LOCK))
                    .findFirst();
            if (found.isPresent()) {
                throw new UsageException("the data folder " + folder + " holds " + found.get()
                        + " and was not made by Millrace: name an empty or a new folder with --data");
            }
        } catch (IOException e) {
            throw new UsageException("the data folder " + folder + " cannot be read (" + reason(e)
                    + "): let this user read and write it, or name another with --data");
        }
    }

    static void refuseReadOnly(Path folder) {
        var there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw unwritable(folder, there + " is a file");
        }
        if (there != null && !Files.isWritable(there)) {
            throw unwritable(folder, "this user may not write to " + there);
        }
    }

    static UsageException unwritable(Path folder, IOException e) {
        return unwritable(folder, reason(e));
    }

    private static UsageException unwritable(Path folder, String reason) {
        return new UsageException(
                "the data folder " + folder + " cannot be written (" + reason + "): name another with --data");
    }

    /** What a user can make something of; the exception's own text is the path, or a class name. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "nothing can be made there";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }

    static UsageException inUse(Path folder, String holder) {
        return new UsageException("the data folder " + folder + " is in use by " + holder
                + ": stop it, or name another folder with --data");
    }
}
