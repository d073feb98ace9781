package io.millrace.alert;

import io.millrace.dataset.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a webhook of Slack, or of one that takes the same (Mattermost, Rocket.Chat), is given. Names of products come from other
 * people's pages: they call nobody, and make no link.
 */
final class SlackMessage {
    /**
     * Where a text is broken that would call somebody, also in the middle of a name, or that Mattermost and Rocket.Chat would make
     * a link or a picture of: they read Markdown, and addresses wherever they stand.
     */
    private static final Pattern SPEAKING = Pattern.compile(
            "(?<=@)(?=[\\p{L}\\p{N}_])|(?<=!)(?=\\[)|(?<=\\])(?=[(\\[])|(?<=:)(?=//)|(?<=www)(?=\\.)",
            Pattern.CASE_INSENSITIVE);

    /** Slack takes 3,000 characters in a block, and 50 blocks; a text without its link is never half a block long. */
    private static final int LONGEST_BLOCK = 3_000;

    private static final int MOST_BLOCKS = 50;
    private static final int LONGEST_LINK = 1_500;

    private static final String NOTHING_SEEN = "\u200B";

    private SlackMessage() {}

    static byte[] of(Alert alert) {
        var text = escaped(alert.text());
        var link = link(alert);
        var line = text + (link.isEmpty() ? "" : "\n" + link);
        var message = new LinkedHashMap<String, Object>();
        message.put("text", line);
        message.put("blocks", List.of(section(line), context("rule " + alert.rule() + ", alert " + alert.id())));
        return Json.bytes(message);
    }

    /** Several in one: a title, and a line for each. */
    static byte[] of(Digest digest, String id) {
        var blocks = blocks(digest, id, true);
        var message = new LinkedHashMap<String, Object>();
        message.put("text", escaped(digest.title()));
        message.put("blocks", blocks.size() <= MOST_BLOCKS ? blocks : blocks(digest, id, false));
        return Json.bytes(message);
    }

    private static List<Object> blocks(Digest digest, String id, boolean linked) {
        var blocks = new ArrayList<Object>();
        var block = new StringBuilder("*" + escaped(digest.title()) + "*");
        for (var group : digest.groups()) {
            var heading = "*" + escaped(group.rule()) + "*\n";
            for (var alert : group.alerts()) {
                var link = linked ? link(alert) : "";
                var line = heading + "• " + escaped(alert.text()) + (link.isEmpty() ? "" : " " + link);
                if (block.length() + 1 + line.length() > LONGEST_BLOCK) {
                    blocks.add(section(block.toString()));
                    block.setLength(0);
                }
                block.append(block.isEmpty() ? "" : "\n").append(line);
                heading = "";
            }
        }
        blocks.add(section(block.toString()));
        blocks.add(context("alerts " + id));
        return blocks;
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text, "verbatim", true));
    }

    private static Map<String, Object> context(String text) {
        return Map.of("type", "context", "elements", List.of(Map.of("type", "mrkdwn", "text", text, "verbatim", true)));
    }

    static String escaped(String text) {
        var plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return SPEAKING.matcher(plain).replaceAll(NOTHING_SEEN);
    }

    private static String link(Alert alert) {
        var url = alert.product() == null ? null : WebLink.of(alert.product().url());
        return url == null || url.length() > LONGEST_LINK ? "" : "<" + url + "|" + escaped("look at the page") + ">";
    }
}
