package io.millrace.alert;

import io.millrace.config.MailSettings;
import io.millrace.config.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import java.util.Properties;
import java.util.function.Function;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailAuthenticator;

/** How a channel's mail server is talked to. */
public final class MailSender {
    private static final String CONNECT_MILLIS = "10000";
    private static final String SILENT_MILLIS = "20000";

    private MailSender() {}

    /**
     * What sends through the server, and asks for the password whenever it logs in.
     *
     * @param secrets gives the value of a secret when it is needed
     */
    public static JavaMailSender of(MailSettings settings, Function<Secret, String> secrets) {
        var isTls = settings.tls() == MailSettings.Tls.TLS;
        var sender = new DefaultJavaMailSender();
        sender.setProtocol(isTls ? "smtps" : "smtp");
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setJavaMailProperties(properties(settings, isTls ? "mail.smtps." : "mail.smtp."));
        sender.setAuthenticator(new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return settings.user().isEmpty()
                        ? new PasswordAuthentication(null, null)
                        : new PasswordAuthentication(settings.user(), secrets.apply(settings.password()));
            }
        });
        return sender;
    }

    /**
     * Connects, and logs in where a user is set; sends nothing.
     *
     * @throws MessagingException if the server cannot be reached or does not let the user in
     */
    public static void login(MailSettings settings, Function<Secret, String> secrets) throws MessagingException {
        var sender = of(settings, secrets);
        var user = settings.user().isEmpty() ? null : settings.user();
        try (var transport = sender.getSession().getTransport(sender.getProtocol())) {
            transport.connect(
                    settings.host(), settings.port(), user, user == null ? null : secrets.apply(settings.password()));
        }
    }

    private static Properties properties(MailSettings settings, String prefix) {
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", SILENT_MILLIS);
        properties.setProperty(prefix + "writetimeout", SILENT_MILLIS);
        properties.setProperty(
                prefix + "auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        // One of several addresses that the server does not take must not keep the rest from theirs: or all are asked
        // again.
        properties.setProperty(prefix + "sendpartial", "true");
        if (settings.tls() == MailSettings.Tls.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }
}
