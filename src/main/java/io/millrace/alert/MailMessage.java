package io.millrace.alert;

import io.millrace.config.MailSettings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/**
 * An alert as an e-mail: plain text, and the same as HTML. Its {@code Message-ID} follows from alert and channel, so that one
 * that arrives twice is known. Headers hold no line breaks, whatever was scraped.
 */
final class MailMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private MailMessage() {}

    static MimeMessage of(Alert alert, String channel, MailSettings settings) throws MessagingException {
        var message = new MimeMessage(NO_SESSION);
        message.setFrom(new InternetAddress(settings.from(), true));
        for (var to : settings.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        message.setSubject(oneLine(alert.text()), UTF_8);
        message.setSentDate(Date.from(alert.decidedAt()));
        message.setHeader("Message-ID", id(alert, channel, settings));
        message.setHeader("Millrace-Alert-Id", alert.id());
        message.setHeader("Auto-Submitted", "auto-generated");
        var both = new MimeMultipart("alternative");
        both.addBodyPart(part(plain(alert), "plain"));
        both.addBodyPart(part(html(alert), "html"));
        message.setContent(both);
        return message;
    }

    private static String id(Alert alert, String channel, MailSettings settings) {
        var domain = settings.from().substring(settings.from().indexOf('@') + 1);
        return "<" + alert.id() + "." + channel + "@" + domain + ">";
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, type);
        return part;
    }

    private static String plain(Alert alert) {
        var url = url(alert);
        return alert.text() + "\n\n" + (url == null ? "" : alert.product().url().strip() + "\n\n") + about(alert)
                + "\n";
    }

    private static String html(Alert alert) {
        var url = url(alert);
        return "<!doctype html><html><body><p>" + escaped(alert.text()) + "</p>"
                + (url == null ? "" : "<p><a href=\"" + url + "\" rel=\"noreferrer\">" + url + "</a></p>")
                + "<p><small>" + escaped(about(alert)) + "</small></p></body></html>";
    }

    private static String url(Alert alert) {
        return alert.product() == null ? null : WebLink.of(alert.product().url());
    }

    private static String about(Alert alert) {
        return "rule " + alert.rule() + " (" + alert.kind() + "), seen " + alert.observedAt() + ", alert " + alert.id();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
