package io.millrace.run;

import java.nio.file.Path;

/** A process that has a data folder until somebody writes to it, as a command that only looks has it for a moment. */
final class FolderHolder {
    private FolderHolder() {}

    public static void main(String[] args) throws Exception {
        try (var held = DataFolder.take(Path.of(args[0]), DataFolder.Kind.RUN)) {
            System.out.println("held");
            System.in.read();
        }
    }
}
