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
 * Alerts as an e-mail: plain text, and the same as HTML. Its {@code Message-ID} follows from alerts and channel, so that one
 * that arrives twice is known. Headers hold no line breaks, whatever was scraped.
 */
final class MailMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private MailMessage() {}

    static MimeMessage of(Delivery delivery) throws MessagingException {
        var settings = delivery.channel().mail();
        var alerts = delivery.alerts();
        var digest = new Digest(alerts);
        var isOne = alerts.size() == 1;
        var message = new MimeMessage(NO_SESSION);
        message.setFrom(new InternetAddress(settings.from(), true));
        for (var to : settings.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        message.setSubject(isOne ? oneLine(delivery.alert().text()) : digest.title(), UTF_8);
        message.setSentDate(Date.from(alerts.get(alerts.size() - 1).decidedAt()));
        message.setHeader("Message-ID", id(delivery, settings));
        for (var alert : alerts) {
            message.addHeader("Millrace-Alert-Id", alert.id());
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        var both = new MimeMultipart("alternative");
        both.addBodyPart(part(isOne ? plain(delivery.alert()) : plain(digest), "plain"));
        both.addBodyPart(part(isOne ? html(delivery.alert()) : html(digest), "html"));
        message.setContent(both);
        return message;
    }

    private static String id(Delivery delivery, MailSettings settings) {
        var domain = settings.from().substring(settings.from().indexOf('@') + 1);
        return "<" + delivery.id() + "." + delivery.channel().name() + "@" + domain + ">";
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, type);
        return part;
    }

    /** What a person needs, in lines. */
    static String plain(Alert alert) {
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

    private static String plain(Digest digest) {
        var text = new StringBuilder(digest.title()).append('\n');
        for (var group : digest.groups()) {
            text.append('\n').append(group.rule()).append('\n');
            for (var alert : group.alerts()) {
                text.append("- ").append(alert.text()).append('\n');
                if (url(alert) != null) {
                    text.append("  ").append(alert.product().url().strip()).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String html(Digest digest) {
        var html = new StringBuilder("<!doctype html><html><body><p>" + escaped(digest.title()) + "</p>");
        for (var group : digest.groups()) {
            html.append("<p><b>").append(escaped(group.rule())).append("</b></p><ul>");
            for (var alert : group.alerts()) {
                var url = url(alert);
                html.append("<li>").append(escaped(alert.text()));
                if (url != null) {
                    html.append("<br><a href=\"" + url + "\" rel=\"noreferrer\">" + url + "</a>");
                }
                html.append("</li>");
            }
            html.append("</ul>");
        }
        return html.append("</body></html>").toString();
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
