package io.millrace.signal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.nodes.Document;

/**
 * A page of a wiki, in whatever form it was had: an answer of the API, an article as it is shown, or its Parsoid form.
 *
 * @param fault why there is none; null if there is
 * @param status what there is instead of an article: a missing one, a page of another kind, an error; ok if there is one
 * @param document its HTML
 * @param title as it is shown; null if unsaid
 * @param language BCP 47 tag; null if unsaid
 * @param host of the wiki, without {@code m.}; null if unsaid
 * @param address of the page; null if unsaid
 * @param revision null if unsaid
 * @param wikidata null if unsaid
 * @param ambiguous whether the wiki marks it as a disambiguation page
 * @param categories their names
 */
record WikiPage(
        String fault,
        CityReading.Status status,
        Document document,
        String title,
        String language,
        String host,
        String address,
        Long revision,
        String wikidata,
        boolean ambiguous,
        List<String> categories) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static WikiPage of(byte[] bytes, String contentType, String url) {
        try {
            var body = unzipped(bytes);
            int i = body.length >= 3 && (body[0] & 0xff) == 0xef ? 3 : 0;
            while (i < body.length && Character.isWhitespace(body[i])) {
                i++;
            }
            if (i == body.length) {
                return none("the page is empty: ask for it again", CityReading.Status.error);
            }
            boolean json = body[i] == '{' || body[i] == '[';
            return json
                    ? WikiAnswer.page(MAPPER.readTree(body, i, body.length - i), url)
                    : WikiArticle.page(body, contentType, url);
        } catch (IOException e) {
            return none(
                    "neither HTML nor an answer of a wiki's API: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    CityReading.Status.error);
        }
    }

    static WikiPage none(String fault, CityReading.Status status) {
        return new WikiPage(fault, status, null, null, null, null, null, null, null, false, List.of());
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        boolean gzip = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        return gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }

    /** The same, of which more is known. */
    WikiPage with(String newTitle, Long newRevision, String item, boolean isAmbiguous, List<String> newCategories) {
        return new WikiPage(
                fault,
                status,
                document,
                newTitle,
                language,
                host,
                address,
                newRevision,
                item == null || item.isBlank() ? null : item,
                isAmbiguous,
                newCategories.isEmpty() ? categories : List.copyOf(newCategories));
    }
}
