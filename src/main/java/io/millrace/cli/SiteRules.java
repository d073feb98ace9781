package io.millrace.cli;

import io.millrace.config.Secret;
import io.millrace.fetch.FetchRules;
import io.millrace.fetch.ProxyAddress;
import io.millrace.source.Provider;
import io.millrace.source.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * By which rules a source's pages are fetched, as in a round.
 *
 * @param secrets what secrets are
 */
record SiteRules(Function<Secret, String> secrets) {
    FetchRules of(Source source, String url) {
        var access = source.access();
        var headers = new LinkedHashMap<String, String>();
        access.headers().forEach((name, value) -> headers.put(name, value.reveal(secrets)));
        return new FetchRules(
                access.delay(),
                access.mayBePrivate(url),
                access.privateNames(),
                headers,
                access.proxy() == null ? null : ProxyAddress.of(access.proxy().reveal(secrets)));
    }

    /** Of a request about a city to a provider or its API: with its key, and without the source's own headers. */
    FetchRules of(Source source, Provider provider, boolean api, String url) {
        var access = source.access();
        var key = provider.key() == null ? "" : provider.key().reveal(secrets);
        return new FetchRules(
                access.delay(),
                access.mayBePrivate(url),
                access.privateNames(),
                provider.keyHeader() == null ? Map.of() : Map.of(provider.keyHeader(), key),
                access.proxy() == null ? null : ProxyAddress.of(access.proxy().reveal(secrets)),
                api,
                provider.keyParameter() == null ? Map.of() : Map.of(provider.keyParameter(), key));
    }
}
