package io.millrace.alert;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of pages that may stand as links in messages. */
final class WebLink {
    private WebLink() {}

    /** The address, with nothing in it that ends a link or a tag; null if it is none of the web. */
    static String of(String url) {
        if (url == null || !(url.startsWith("https://") || url.startsWith("http://"))) {
            return null;
        }
        try {
            var ascii = new URI(url).toASCIIString();
            return ascii.replace("|", "%7C")
                    .replace("<", "%3C")
                    .replace(">", "%3E")
                    .replace("\"", "%22")
                    .replace("'", "%27")
                    .replace("(", "%28")
                    .replace(")", "%29")
                    .replace("&", "&amp;");
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
