package io.millrace.cli;

import io.millrace.config.Settings;
import io.millrace.extract.Page;
import io.millrace.fetch.FetchException;
import io.millrace.fetch.FetchRules;
import io.millrace.fetch.PageFetcher;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages of the web, fetched as politely as by a route. An address of this machine is fine if the user names it. */
final class WebPages implements PageSource {
    private static final Pattern NAMED_BY_ADDRESS = Pattern.compile("localhost|\\[.*]|\\d+(\\.\\d+){3}");
    private static final Duration DELAY = Duration.ofSeconds(1);

    private PageFetcher fetcher;

    @Override
    public Page fetch(String url) throws IOException {
        if (fetcher == null) {
            fetcher =
                    PageFetcher.open(Settings.load(Optional.empty(), List.of()).fetch());
        }
        try {
            var page = fetcher.fetch(url, new FetchRules(DELAY, isNamedByAddress(url)));
            return new Page(page.body(), page.contentType(), page.finalUrl(), page.fetchedAt());
        } catch (FetchException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static boolean isNamedByAddress(String url) {
        try {
            var host = URI.create(url).getHost();
            return host != null && NAMED_BY_ADDRESS.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
