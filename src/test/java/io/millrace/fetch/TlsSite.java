package io.millrace.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A web site on this machine over TLS that answers every request with one page; its certificate is made for the test. */
final class TlsSite implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLServerSocket server;

    TlsSite(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes a key with a certificate that it signs itself, for that host. */
    static Path keys(Path folder, String host, String... more) throws IOException, InterruptedException {
        var file = Files.createTempFile(folder, "keys", ".p12");
        Files.delete(file);
        var arguments =
                new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-alias", "site", "-storetype", "PKCS12"));
        arguments.addAll(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host, "-keystore", file.toString()));
        arguments.addAll(List.of(more));
        keytool(arguments);
        return file;
    }

    /**
     * Makes a key whose certificate an authority signs.
     *
     * @param authority what {@link #keys} has made
     */
    static Path signed(Path folder, Path authority, String host, String... more)
            throws IOException, InterruptedException {
        var file = keys(folder, host);
        var request = folder.resolve("request.pem").toString();
        var chain = folder.resolve("chain.pem");
        keytool(List.of("-certreq", "-alias", "site", "-keystore", file.toString(), "-file", request));
        var sign = new ArrayList<>(
                List.of("-gencert", "-alias", "site", "-keystore", authority.toString(), "-infile", request, "-rfc"));
        sign.addAll(List.of("-outfile", chain.toString(), "-ext", "san=dns:" + host));
        sign.addAll(List.of(more));
        keytool(sign);
        var root = folder.resolve("root.pem");
        keytool(List.of(
                "-exportcert", "-alias", "site", "-keystore", authority.toString(), "-rfc", "-file", root.toString()));
        Files.writeString(chain, Files.readString(chain) + Files.readString(root));
        keytool(List.of(
                "-importcert", "-noprompt", "-alias", "site", "-keystore", file.toString(), "-file", chain.toString()));
        return file;
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes());
        if (made.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    /** Has clients that are made while it runs trust those certificates. */
    static void trusting(Path keys, Trusting work) throws Exception {
        System.setProperty("javax.net.ssl.trustStore", keys.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
        try {
            work.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    /** What is done meanwhile. */
    interface Trusting {
        void run() throws Exception;
    }

    String url(String host) {
        return "https://" + host + ":" + server.getLocalPort() + "/p/1";
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                while (!in.readLine().isEmpty()) {
                    // The request's headers.
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecure".getBytes());
            } catch (IOException | NullPointerException e) {
                // The client did not like the certificate, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
