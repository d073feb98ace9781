package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Scalar;
import io.millrace.config.SecretText;
import io.millrace.config.YamlList;
import io.millrace.config.YamlMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the key {@code fetch} of a source file. */
record AccessFile(Path folder, Map<String, String> environment, Faults faults) {
    static final String[] KEYS = {"delay", "allow-private", "proxy", "headers"};

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Pattern HOST = Pattern.compile("(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+]");
    private static final Pattern PROXY =
            Pattern.compile("(?i)http://((?:\\{\\{[^{}]*}}:?){1,2}@)?[a-z0-9.-]+:\\d{1,5}/?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]{1,4000}");
    private static final Pattern SECRET = Pattern.compile("(?i)authorization|.*(api-?key|token|secret|password).*");

    /** Header in lower case to why it cannot be declared. */
    private static final Map<String, String> REFUSED = refused();

    /** What is declared, with defaults for the rest. */
    SiteAccess read(Optional<YamlMap> fetch) {
        var names = fetch.map(this::privateNames).orElse(Set.of());
        return new SiteAccess(
                fetch.flatMap(map -> map.scalar("delay"))
                        .flatMap(value -> value.duration(Duration.ZERO, LONGEST_DELAY))
                        .orElse(DELAY),
                fetch.flatMap(map -> map.any("allow-private"))
                        .filter(Scalar.class::isInstance)
                        .map(Scalar.class::cast)
                        .flatMap(Scalar::bool)
                        .orElse(false),
                names,
                fetch.flatMap(map -> map.scalar("proxy")).flatMap(this::proxy).orElse(null),
                fetch.flatMap(map -> map.map("headers", "a map such as {Accept-Language: de}"))
                        .map(this::headers)
                        .orElse(Map.of()));
    }

    private Set<String> privateNames(YamlMap fetch) {
        var expected = "a host's name such as shop.intern";
        var names = new TreeSet<String>();
        fetch.any("allow-private").ifPresent(value -> {
            if (value instanceof YamlList list) {
                list.scalars(expected)
                        .forEach(name ->
                                name.text(HOST, expected).ifPresent(host -> names.add(host.toLowerCase(Locale.ROOT))));
                if (list.items().isEmpty()) {
                    faults.add(list.place(), "is empty, expected " + expected + ", or false for none");
                }
            } else if (!(value instanceof Scalar)) {
                faults.add(
                        value.place(),
                        "found " + value.description() + ", expected true, false or a list of hosts' names");
            }
        });
        return names;
    }

    private Optional<SecretText> proxy(Scalar value) {
        var text = value.raw().strip();
        var at = text.lastIndexOf('@');
        if (at >= 0 && !text.substring(0, at).contains("{{")) {
            // Not repeated: it may hold a password.
            faults.add(
                    value.place(),
                    "the login stands in the file itself, expected where it is kept: "
                            + "http://{{env:PROXY_LOGIN}}@proxy.example:3128, with user:password in that variable");
            return Optional.empty();
        }
        return PROXY.matcher(text).matches()
                ? text(value, "proxy")
                : value.unexpected("a proxy such as http://proxy.example:3128 or"
                        + " http://{{env:PROXY_LOGIN}}@proxy.example:3128");
    }

    private Map<String, SecretText> headers(YamlMap map) {
        var headers = new LinkedHashMap<String, SecretText>();
        var seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var name : map.keys()) {
            var refused = REFUSED.get(name.toLowerCase(Locale.ROOT));
            if (refused != null) {
                faults.add(map.place(name), "this header cannot be declared, as " + refused + ": remove it");
            } else if (!NAME.matcher(name).matches()) {
                faults.add(map.place(name), "is no name of a header: letters, digits and hyphens are");
            } else if (!seen.add(name)) {
                faults.add(map.place(name), "this header is there already, in other letters: remove one");
            } else {
                map.scalar(name).flatMap(value -> header(name, value)).ifPresent(text -> headers.put(name, text));
            }
        }
        return headers;
    }

    private Optional<SecretText> header(String name, Scalar value) {
        if (!VALUE.matcher(value.raw().strip()).matches()) {
            return value.unexpected("a value of a header: printable ASCII, one line");
        }
        var text = text(value, "headers." + name);
        if (text.isPresent() && !text.get().isSecret() && SECRET.matcher(name).matches()) {
            faults.add(
                    value.place(),
                    "found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}}"
                            + " for a mounted file, or {{aws:NAME}} for a secret of AWS");
            return Optional.empty();
        }
        return text;
    }

    private Optional<SecretText> text(Scalar value, String key) {
        return SecretText.read(value, value.place() + ": fetch." + key, folder, environment);
    }

    private static Map<String, String> refused() {
        var refused = new LinkedHashMap<String, String>();
        for (var name : new String[] {
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade"
        }) {
            refused.put(name, "it is about one connection and not about the page");
        }
        for (var name :
                new String[] {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"}) {
            refused.put(name, "Millrace asks for changes by itself");
        }
        refused.put("range", "pages are read whole");
        refused.put("host", "it follows from the address");
        refused.put("content-length", "a request for a page has no content");
        refused.put("cookie2", "no site reads it any more (RFC 6265)");
        refused.put("accept-encoding", "it follows from what can be unpacked");
        refused.put("user-agent", "millrace.fetch.user-agent says it, and robots.txt is read by it");
        return Map.copyOf(refused);
    }
}
