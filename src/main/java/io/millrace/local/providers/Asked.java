package io.millrace.local.providers;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request.
 *
 * @param path decoded
 * @param parameters decoded; of one that is given twice, the last
 * @param key what the header x-api-market-key holds; null where it is not there
 */
record Asked(String path, Map<String, String> parameters, String key) {
    private static final String KEY_HEADER = "x-api-market-key";

    static Asked of(HttpExchange exchange) {
        var parameters = new HashMap<String, String>();
        var query = exchange.getRequestURI().getRawQuery();
        for (var part : query == null ? new String[0] : query.split("&")) {
            var at = part.indexOf('=');
            parameters.put(
                    decoded(at < 0 ? part : part.substring(0, at)), at < 0 ? "" : decoded(part.substring(at + 1)));
        }
        return new Asked(
                exchange.getRequestURI().getPath(),
                parameters,
                exchange.getRequestHeaders().getFirst(KEY_HEADER));
    }

    String of(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Numbers between commas; empty where one of them is none. */
    List<Double> numbers(String name) {
        try {
            return List.of(of(name).split(",")).stream().map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
