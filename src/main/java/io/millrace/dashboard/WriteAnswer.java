package io.millrace.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes an answer of HTTP out of the body: a {@link WebFile}, a {@link Download}, or JSON, as text or bytes. Nothing of the request's
 * headers goes out with it. What is longer than about a kilobyte is sent as gzip, where the browser takes that.
 */
public final class WriteAnswer implements Processor {
    private static final int WORTH_ZIPPING = 1_024;
    private static final int NOT_MODIFIED = 304;

    @Override
    public void process(Exchange exchange) {
        var message = exchange.getMessage();
        var takesZip = text(message.getHeader("Accept-Encoding")).contains("gzip");
        var known = text(message.getHeader("If-None-Match"));
        var code = message.getHeader(Exchange.HTTP_RESPONSE_CODE);
        message.removeHeaders("*");
        var headers = new HashMap<String, Object>();
        if (code != null) {
            headers.put(Exchange.HTTP_RESPONSE_CODE, code);
        }
        var body = message.getBody();
        if (body instanceof WebFile file) {
            message.setBody(file(file, takesZip, known, headers));
        } else if (body instanceof Download download) {
            exchange.getExchangeExtension().setStreamCacheDisabled(true);
            message.setBody(download.content());
            headers.put(Exchange.CONTENT_TYPE, download.type());
            headers.put("Cache-Control", "no-store");
            headers.put("Content-Disposition", "attachment; filename=\"" + download.name() + '"');
            if (download.isTruncated()) {
                headers.put("X-Millrace-Truncated", "true");
            }
        } else {
            var json = body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) body;
            message.setBody(json(json, takesZip, headers));
        }
        headers.forEach(message::setHeader);
    }

    private static byte[] file(WebFile file, boolean takesZip, String known, Map<String, Object> headers) {
        var isZipped = takesZip && file.content().length > WORTH_ZIPPING;
        var tag = '"' + file.tag() + (isZipped ? "-gzip" : "") + '"';
        headers.put("ETag", tag);
        headers.put("Vary", "Accept-Encoding");
        // Asked again each time, and mostly answered by the tag alone.
        headers.put("Cache-Control", "no-cache");
        if (List.of(known.replace("w/", "").split("\\s*,\\s*")).contains(tag)) {
            headers.put(Exchange.HTTP_RESPONSE_CODE, NOT_MODIFIED);
            return null;
        }
        headers.put(Exchange.CONTENT_TYPE, file.type());
        if (isZipped) {
            headers.put(Exchange.CONTENT_ENCODING, "gzip");
        }
        return isZipped ? file.zipped() : file.content();
    }

    private static byte[] json(byte[] json, boolean takesZip, Map<String, Object> headers) {
        headers.put(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Accept-Encoding");
        if (!takesZip || json.length <= WORTH_ZIPPING) {
            return json;
        }
        headers.put(Exchange.CONTENT_ENCODING, "gzip");
        return WebFile.zip(json);
    }

    private static String text(Object header) {
        return header == null ? "" : header.toString().toLowerCase(Locale.ROOT);
    }
}
