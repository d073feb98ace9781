package io.millrace.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint on loopback over a folder: each bucket a folder, each object a plain file, its metadata as extended
 * attributes. Conditional writes work. For development, tests and one-machine use.
 */
public final class S3Server implements AutoCloseable {
    private static final int THREADS = 16;

    private final S3Proxy proxy;

    private S3Server(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @param port 0 for a free one
     */
    public static S3Server start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        try {
            var proxy = S3Proxy.builder()
                    .blobStore(new WholeObjects(
                            new FilesystemNio2BlobStore(folder.toAbsolutePath().toString())))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.NONE, null, null)
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(THREADS)
                    .build();
            proxy.start();
            return new S3Server(proxy);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the local S3 server does not start on " + folder, e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("the local S3 server does not stop", e);
        }
    }
}
