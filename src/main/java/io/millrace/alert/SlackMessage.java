package io.millrace.alert;

import io.millrace.dataset.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a webhook of Slack, or of one that takes the same (Mattermost, Rocket.Chat), is given. Names of products come from other
 * people's pages: they call nobody, and make no link.
 */
final class SlackMessage {
    /** As a word of its own, also in the middle of a name. */
    private static final Pattern MENTION = Pattern.compile("@(?=[\\p{L}\\p{N}_])");

    private static final String NOTHING_SEEN = "\u200B";

    private SlackMessage() {}

    static byte[] of(Alert alert) {
        var text = escaped(alert.text());
        var link = link(alert);
        var line = text + (link.isEmpty() ? "" : "\n" + link);
        var message = new LinkedHashMap<String, Object>();
        message.put("text", line);
        message.put(
                "blocks",
                List.of(
                        Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", line, "verbatim", true)),
                        Map.of(
                                "type",
                                "context",
                                "elements",
                                List.of(Map.of(
                                        "type",
                                        "mrkdwn",
                                        "text",
                                        "rule " + alert.rule() + ", alert " + alert.id(),
                                        "verbatim",
                                        true)))));
        return Json.bytes(message);
    }

    static String escaped(String text) {
        var plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return MENTION.matcher(plain).replaceAll("@" + NOTHING_SEEN);
    }

    private static String link(Alert alert) {
        var url = alert.product() == null ? null : WebLink.of(alert.product().url());
        return url == null ? "" : "<" + url + "|" + escaped("look at the page") + ">";
    }
}
