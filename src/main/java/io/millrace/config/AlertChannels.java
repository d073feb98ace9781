package io.millrace.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the channels of {@code alerts} in millrace.yaml. */
final class AlertChannels {
    private static final List<String> COMMON = List.of("name", "type", "quiet");
    private static final List<String> OF_WEBHOOK = List.of("url", "secret");
    private static final List<String> OF_SLACK = List.of("url");
    private static final List<String> OF_MAIL = List.of("host", "port", "tls", "user", "password", "from", "to");
    private static final List<String> OF_TOPIC = List.of("topic");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:-]{0,252}");
    private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}]{1,320}");

    /** A plain address: no name beside it, and nothing that could begin another header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private static final String AN_ADDRESS = "a plain address such as ops@acme.example";

    private static final String A_TOPIC =
            "the ARN of a topic such as arn:aws:sns:eu-central-1:111122223333:price-alerts";

    private final SecretReference secrets;
    private final Path base;
    private final Faults faults;

    /** @param base folder of the file, from which secret files start */
    AlertChannels(SecretReference secrets, Path base, Faults faults) {
        this.secrets = secrets;
        this.base = base;
        this.faults = faults;
    }

    List<AlertChannel> read(YamlMap alerts) {
        var channels = new ArrayList<AlertChannel>();
        var names = new LinkedHashSet<String>();
        alerts.list(AlertsFile.CHANNELS, "a list such as [{name: ops, type: log}]")
                .ifPresent(list -> list.maps("a map such as {name: ops, type: log}")
                        .forEach(map -> channel(map, names).ifPresent(channels::add)));
        return channels;
    }

    private Optional<AlertChannel> channel(YamlMap map, Set<String> names) {
        var name = AlertsFile.name(map, names, "ops", faults);
        var type = map.required("type", "one of log, webhook, slack, email, sns")
                .flatMap(value -> value.oneOf(AlertChannel.Type.class));
        return name.flatMap(called -> type.map(what -> channel(map, called, what)));
    }

    private AlertChannel channel(YamlMap map, String name, AlertChannel.Type type) {
        var keys = new ArrayList<>(COMMON);
        keys.addAll(
                switch (type) {
                    case LOG -> List.<String>of();
                    case WEBHOOK -> OF_WEBHOOK;
                    case SLACK -> OF_SLACK;
                    case EMAIL -> OF_MAIL;
                    case SNS -> OF_TOPIC;
                });
        map.only(keys);
        var quiet = map.scalar("quiet").flatMap(AlertChannels::quiet).orElse(null);
        return switch (type) {
            case LOG -> AlertChannel.log(name, quiet);
            case WEBHOOK, SLACK ->
                AlertChannel.post(
                        name, type, url(map, type == AlertChannel.Type.WEBHOOK), secret(map, "secret"), quiet);
            case EMAIL -> AlertChannel.mail(name, mail(map), quiet);
            case SNS -> AlertChannel.topic(name, topic(map), quiet);
        };
    }

    private static Optional<QuietHours> quiet(Scalar value) {
        return QuietHours.of(value.raw())
                .or(() -> value.unexpected("times of a day and their zone, such as 22:00-07:00 Europe/Berlin"));
    }

    /** @param mayBePlain whether the address may stand in the file; Slack's is all that protects it */
    private Secret url(YamlMap map, boolean mayBePlain) {
        var value = map.required(
                "url",
                mayBePlain
                        ? "an address such as https://acme.example/hook, or where it is kept,"
                                + " as \"{{env:HOOK_URL}}\""
                        : "where the address is kept, as \"{{env:SLACK_URL}}\"");
        if (value.isEmpty()) {
            return Secret.NONE;
        }
        var url = secrets.read(value.get(), value.get().place().key(), base, mayBePlain)
                .orElse(Secret.NONE);
        if (url.isSet() && url.kept().isEmpty() && url.fault().isEmpty()) {
            webAddressFault(url.reveal())
                    .ifPresent(fault -> faults.add(value.get().place(), fault));
        }
        return url;
    }

    /** What keeps a text from being an address that can be posted to; it does not show the text. */
    private static Optional<String> webAddressFault(String text) {
        try {
            var url = new URI(text);
            var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
                return Optional.of(
                        "is no address such as https://acme.example/hook: a host behind https:// or http://");
            }
            return url.getRawUserInfo() == null
                    ? Optional.empty()
                    : Optional.of("names a user before its host, which is not sent: remove it, and set secret to sign");
        } catch (URISyntaxException e) {
            return Optional.of("is no address such as https://acme.example/hook: it has characters that none has");
        }
    }

    private Secret secret(YamlMap map, String key) {
        return map.scalar(key)
                .flatMap(value -> secrets.read(value, value.place().key(), base, false))
                .orElse(Secret.NONE);
    }

    private MailSettings mail(YamlMap map) {
        var tls = map.scalar("tls")
                .flatMap(value -> value.oneOf(MailSettings.Tls.class))
                .orElse(MailSettings.Tls.STARTTLS);
        var host = map.required("host", "a mail server such as smtp.acme.example")
                .flatMap(value -> value.text(HOST, "a host's name or address"))
                .orElse("");
        var user =
                map.scalar("user").flatMap(value -> value.text(USER, "a name")).orElse("");
        var password = secret(map, "password");
        if (user.isEmpty() == map.keys().contains("password")) {
            faults.add(map.place("user"), "user and password go together: set both, or none");
        }
        if (!user.isEmpty() && tls == MailSettings.Tls.NONE && !isOwn(host)) {
            faults.add(map.place("tls"), "the password would go over the network for all to read: set starttls or tls");
        }
        return new MailSettings(
                host,
                map.scalar("port")
                        .flatMap(value -> value.integer(1, HIGHEST_PORT))
                        .orElse(tls.port),
                tls,
                user,
                password,
                map.required("from", AN_ADDRESS)
                        .flatMap(value -> value.text(ADDRESS, AN_ADDRESS))
                        .orElse(""),
                to(map));
    }

    private List<String> to(YamlMap map) {
        map.require("to", "a list of addresses such as [ops@acme.example]");
        var value = map.any("to").orElse(null);
        var addresses = value instanceof YamlList list
                ? list.scalars(AN_ADDRESS)
                : map.scalar("to").stream().toList();
        return addresses.stream()
                .flatMap(address -> address.text(ADDRESS, AN_ADDRESS).stream())
                .distinct()
                .toList();
    }

    /** @return null if there is none, which is a fault */
    private static TopicArn topic(YamlMap map) {
        return map.required("topic", A_TOPIC)
                .flatMap(value -> TopicArn.of(value.raw()).or(() -> value.unexpected(A_TOPIC)))
                .orElse(null);
    }

    private static boolean isOwn(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
