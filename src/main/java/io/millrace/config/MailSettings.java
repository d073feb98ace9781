package io.millrace.config;

import java.util.List;

/**
 * A server that takes e-mail, and who writes to whom.
 *
 * @param user who logs in there; empty: nobody
 * @param from address of the sender
 * @param to addresses, at least one
 */
public record MailSettings(String host, int port, Tls tls, String user, Secret password, String from, List<String> to) {
    /** How the connection is made secret. */
    public enum Tls {
        /** By a command, which the server has to take. */
        STARTTLS(587),
        /** From its first byte. */
        TLS(465),
        NONE(25);

        final int port;

        /** @param port where none is set */
        Tls(int port) {
            this.port = port;
        }
    }

    public MailSettings {
        to = List.copyOf(to);
    }
}
