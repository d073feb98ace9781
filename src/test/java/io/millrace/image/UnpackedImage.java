package io.millrace.image;

import io.millrace.run.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image of {@code mvn -Pimage}, unpacked, and run with the user, the variables and the entry point that it names.
 *
 * <p>For root on Linux it is run as a container is: in a root folder of its own that cannot be written, with a {@code /tmp} of its
 * own, without any right. An image on {@code scratch} borrows this machine's {@code /usr} and {@code /etc} as its base. For others
 * the program is run out of the unpacked folder.
 */
public final class UnpackedImage {
    private static final Path FOLDER = Path.of("target", "image").toAbsolutePath();
    private static final List<String> BASE = List.of("/usr", "/etc", "/lib", "/lib64", "/bin", "/sbin");
    private static final String OPT = "/opt/millrace/";
    private static final String PATH = "PATH";

    private static UnpackedImage unpacked;

    private final ImageTar tar;
    private final Path root;
    private final boolean isContained = "root".equals(System.getProperty("user.name"))
            && System.getProperty("os.name").equals("Linux");
    private boolean hasBase;

    private UnpackedImage(ImageTar tar, Path root) {
        this.tar = tar;
        this.root = root;
    }

    /** Whether this build has made an image. */
    public static boolean isThere() {
        return System.getProperty("image.tar") != null;
    }

    /** The one of this build; it is unpacked once for a process. */
    public static synchronized UnpackedImage get() throws IOException {
        if (unpacked == null) {
            var own = Files.createDirectories(
                    FOLDER.resolve("of-" + ProcessHandle.current().pid()));
            var root = own.resolve("root");
            var tar = ImageTar.open(Path.of(System.getProperty("image.tar")), own.resolve("tar"));
            tar.unpack(root);
            unpacked = new UnpackedImage(tar, root);
            unpacked.prepare();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> ImageTar.remove(own)));
        }
        return unpacked;
    }

    private void prepare() throws IOException {
        hasBase = Files.exists(root.resolve("usr"));
        for (var mount : List.of("proc", "dev", "tmp", "etc", "usr")) {
            Files.createDirectories(root.resolve(mount));
        }
        if (hasBase) {
            return;
        }
        for (var name : BASE) {
            var here = Path.of(name);
            var there = root.resolve(name.substring(1));
            if (Files.isSymbolicLink(here)) {
                Files.createSymbolicLink(there, Files.readSymbolicLink(here));
            } else if (Files.isDirectory(here)) {
                Files.createDirectories(there);
            }
        }
    }

    ImageTar tar() {
        return tar;
    }

    /** Where its files are. */
    Path root() {
        return root;
    }

    /** Whether what it starts sees nothing but the image and one folder. */
    boolean isContained() {
        return isContained;
    }

    /**
     * Starts its entry point.
     *
     * @param variables beside those of the image
     * @param folder the working folder, and where the program may write
     */
    public Program start(Map<String, String> variables, Path folder, String... arguments) throws IOException {
        var config = tar.configuration().path("config");
        var entry = new ArrayList<String>();
        config.path("Entrypoint").forEach(word -> entry.add(word.asText()));
        entry.addAll(List.of(arguments));
        var environment = new TreeMap<String, String>();
        config.path("Env")
                .forEach(one -> environment.put(
                        one.asText().substring(0, one.asText().indexOf('=')),
                        one.asText().substring(one.asText().indexOf('=') + 1)));
        if (!hasBase) {
            environment.put(PATH, System.getProperty("java.home") + "/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        }
        environment.putAll(variables);
        return Program.start(
                isContained
                        ? contained(entry, config.path("User").asText(), environment, folder)
                        : beside(entry, environment, folder));
    }

    private ProcessBuilder contained(List<String> entry, String user, Map<String, String> environment, Path folder)
            throws IOException {
        var script = new StringBuilder("set -e; cd /; mount --bind \"$1\" \"$1\"; mount -o remount,ro,bind \"$1\"; ");
        if (!hasBase) {
            BASE.stream()
                    .filter(name -> Files.isDirectory(Path.of(name)) && !Files.isSymbolicLink(Path.of(name)))
                    .forEach(name -> script.append("mount --rbind " + name + " \"$1\"" + name
                            + "; mount -o remount,ro,bind \"$1\"" + name + "; "));
        }
        script.append(
                        "mount --rbind /proc \"$1/proc\"; mount --rbind /dev \"$1/dev\"; mount -t tmpfs none \"$1/tmp\"; ")
                .append("mkdir -p \"$1$2\"; mount --bind \"$2\" \"$1$2\"; chown -R \"$3\" \"$2\"; ")
                .append("r=$1; d=$2; u=$3; shift 3; ")
                .append("exec setpriv --no-new-privs --bounding-set=-all,+setuid,+setgid,+sys_chroot --inh-caps=-all ")
                .append("chroot --userspec=\"$u\" --groups= \"$r\" env --chdir=\"$d\" \"$@\"");
        var command = new ArrayList<>(
                List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", script.toString(), "sh"));
        command.addAll(List.of(root.toString(), folder.toString(), user));
        command.addAll(entry);
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private ProcessBuilder beside(List<String> entry, Map<String, String> environment, Path folder) {
        var command = new ArrayList<>(entry);
        command.replaceAll(word -> word.replace(OPT, root + OPT));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }
}
