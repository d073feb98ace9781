package io.millrace.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write into names of products, as Slack's likes are given it; a bar stands for what is not seen. */
class SlackMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String LINK = "<https://acme.example/p|look at the page>";

    @ParameterizedTest
    @CsvSource({
        "[login expired](https://evil.example),[login expired]|(https:|//evil.example)",
        "![](https://evil.example/x.png),!|[]|(https:|//evil.example/x.png)",
        "see https://evil.example,see https:|//evil.example",
        "see HTTP://evil.example,see HTTP:|//evil.example",
        "ftp://evil.example,ftp:|//evil.example",
        "www.evil.example,www|.evil.example",
        "WWW.evil.example,WWW|.evil.example",
        "[a][b],[a]|[b]",
        "@here @all,@|here @|all",
        "sales@evil.example,sales@|evil.example",
        "Wow! 5 [new] (blue) 1:2,Wow! 5 [new] (blue) 1:2"
    })
    void aNameMakesNeitherLinkNorPictureNorCall(String name, String given) throws Exception {
        var text = given.replace("|", "\u200B") + " (acme): down";
        var one = Json.MAPPER.readTree(SlackMessage.of(alert("1", name, "https://acme.example/p")));
        assertEquals(text + "\n" + LINK, one.path("text").asText());
        assertEquals(text + "\n" + LINK, one.at("/blocks/0/text/text").asText());
        var digest = new Digest(List.of(alert("1", name, "https://acme.example/p"), alert("2", "B", null)));
        var several = Json.MAPPER
                .readTree(SlackMessage.of(digest, "id"))
                .at("/blocks/0/text/text")
                .asText();
        assertTrue(several.contains("• " + text + " " + LINK), several);
    }

    /** Mattermost writes links anew in Markdown, where a bracket would end one. */
    @Test
    void anAddressEndsNoLink() throws IOException {
        var url = "https://acme.example/p)[x](https://evil.example";
        var text = Json.MAPPER
                .readTree(SlackMessage.of(alert("1", "A", url)))
                .path("text")
                .asText();
        assertTrue(!text.contains("](") && !text.contains("/p)"), text);
        assertEquals("https://acme.example/p_%281%29?a=%282%29", WebLink.of("https://acme.example/p_(1)?a=(2)"));
    }

    private static Alert alert(String id, String name, String url) {
        return new Alert(
                1,
                id,
                "drops",
                "drop",
                NOW,
                null,
                "acme",
                new Alert.Product("acme", id, name, url, null, Map.of()),
                null,
                null,
                null,
                null,
                NOW,
                Wording.plain(name) + " (acme): down");
    }
}
