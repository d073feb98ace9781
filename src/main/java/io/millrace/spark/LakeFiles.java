package io.millrace.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lake, by Hadoop's file system: s3, s3a or file. Goes to the executors with the settings of the driver. */
final class LakeFiles implements Serializable {
    private static final long serialVersionUID = 1;

    private final String root;
    private transient Configuration settings;

    /** @param root URI with a slash at its end */
    LakeFiles(String root, Configuration settings) {
        this.root = root;
        this.settings = settings;
    }

    Configuration settings() {
        return settings;
    }

    /** Where something is to be written. */
    Path writable(String key) throws IOException {
        system();
        return path(key);
    }

    String uri(String key) {
        return path(key).toString();
    }

    InputStream open(String key) throws IOException {
        return system().open(path(key));
    }

    byte[] read(String key) throws IOException {
        try (var in = open(key)) {
            return in.readAllBytes();
        }
    }

    long bytes(String key) throws IOException {
        return system().getFileStatus(path(key)).getLen();
    }

    /** A new file; fails where there is one. */
    OutputStream create(String key) throws IOException {
        return system().create(path(key), false);
    }

    /** Writes a new file; fails where there is one. */
    void create(String key, byte[] content) throws IOException {
        try (var out = create(key)) {
            out.write(content);
        }
    }

    /**
     * Keys of all files in a folder and those below it.
     *
     * @param folder with a slash at its end
     */
    List<String> list(String folder) throws IOException {
        var keys = new ArrayList<String>();
        var system = system();
        if (system.exists(path(folder))) {
            var above = system.makeQualified(path(folder)).toUri().getPath() + "/";
            var files = system.listFiles(path(folder), true);
            while (files.hasNext()) {
                var file = files.next().getPath().toUri().getPath();
                if (!file.startsWith(above)) {
                    throw new IllegalStateException(file + " was listed in " + above);
                }
                keys.add(folder + file.substring(above.length()));
            }
        }
        return keys;
    }

    void delete(String key) throws IOException {
        system().delete(path(key), false);
    }

    private Path path(String key) {
        return new Path(root + key);
    }

    /** Without the checksum files that it would put beside each file of a local disk. */
    private FileSystem system() throws IOException {
        var system = path("").getFileSystem(settings);
        system.setWriteChecksum(false);
        return system;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        settings.write(out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        settings = new Configuration(false);
        settings.readFields(in);
    }
}
