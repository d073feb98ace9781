package io.millrace.source;

import io.millrace.config.SecretText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a source's sites are asked.
 *
 * @param delay least pause between two requests to a host
 * @param allowPrivate whether its pages may be on this machine or in a private network
 * @param privateNames hosts, in lower case, that alone may be there; empty where none is named
 * @param proxy {@code http://host:port}, maybe with a login; null where sites are asked directly
 * @param headers name to value, sent to the page's own site
 */
public record SiteAccess(
        Duration delay,
        boolean allowPrivate,
        Set<String> privateNames,
        SecretText proxy,
        Map<String, SecretText> headers) {
    public SiteAccess {
        privateNames = Set.copyOf(privateNames);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Nothing but a pause, and where pages may be. */
    public static SiteAccess of(Duration delay, boolean allowPrivate) {
        return new SiteAccess(delay, allowPrivate, Set.of(), null, Map.of());
    }

    /** Whether the page of the address may be on this machine or in a private network. */
    public boolean mayBePrivate(String url) {
        return allowPrivate || privateNames.contains(PageUrl.host(url));
    }
}
