package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsFaultsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("URL", "ftp://hidden.example/secret", "GOOD", "https://acme.example/hook", "PASSWORD", "hidden");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alerts: 5s                                              | millrace.yaml:1: alerts: found "5s", expected a map with the keys channels, every, give-up-after, keep, max-age, rules, warehouse
            alerts: {rulse: []}                                     | millrace.yaml:1: alerts.rulse: unknown key, did you mean rules?
            alerts: {every: 1ms}                                    | millrace.yaml:1: alerts.every: found "1ms", expected from 500ms to 1h
            alerts: {keep: 1h}                                      | millrace.yaml:1: alerts.keep: found "1h", expected from 1d to 3660d
            alerts: {warehouse: other}                              | millrace.yaml:1: alerts.warehouse: found "other", but no warehouse is called that: name one of local
            'alerts: {rules: [{drop: 10%}]}'                        | millrace.yaml:1: alerts.rules[0].name: is missing, expected a name such as drops
            'alerts: {rules: [{name: a}]}'                          | millrace.yaml:1: alerts.rules[0]: says not when to speak: give it one of below, drop, rise, back-in-stock, new-lowest, no-data, source-broken
            'alerts: {rules: [{name: a, drop: 10%, rise: 10%}]}'    | millrace.yaml:1: alerts.rules[0]: has drop and rise: a rule has one of them, make two rules
            'alerts: {rules: [{name: a, drop: 10}]}'                | millrace.yaml:1: alerts.rules[0].currency: is missing: an amount is of one currency, such as EUR
            'alerts: {rules: [{name: a, drop: ten%}]}'              | millrace.yaml:1: alerts.rules[0].drop: found "ten%", expected a share such as 10%
            'alerts: {rules: [{name: a, below: 0, currency: EUR}]}' | millrace.yaml:1: alerts.rules[0].below: found "0", expected more than 0
            'alerts: {rules: [{name: a, below: 5, currency: eur}]}' | millrace.yaml:1: alerts.rules[0].currency: found "eur", expected an ISO 4217 code such as EUR
            'alerts: {rules: [{name: a, below: 5, currency: EUR, against: last}]}' | millrace.yaml:1: alerts.rules[0].against: goes with drop and rise: remove it
            'alerts: {rules: [{name: a, drop: 5%, against: best}]}' | millrace.yaml:1: alerts.rules[0].against: found "best", expected one of last, average, lowest
            'alerts: {rules: [{name: a, back-in-stock: yes}]}'      | millrace.yaml:1: alerts.rules[0].back-in-stock: found "yes", expected true, or no such rule
            'alerts: {rules: [{name: a, no-data: 2h, sku: X}]}'     | millrace.yaml:1: alerts.rules[0].sku: is of a product, and no-data of a source: remove it
            'alerts: {rules: [{name: a, no-data: 2}]}'              | millrace.yaml:1: alerts.rules[0].no-data: found "2", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d
            'alerts: {rules: [{name: a, drop: 5%, gtin: 123}]}'     | millrace.yaml:1: alerts.rules[0].gtin: found "123", expected a GTIN of 8, 12, 13 or 14 digits
            'alerts: {rules: [{name: a, drop: 5%, to: ops}]}'       | millrace.yaml:1: alerts.rules[0].to: found "ops", expected log
            'alerts: {rules: [{name: a, drop: 5%, min-confidence: 2}]}' | millrace.yaml:1: alerts.rules[0].min-confidence: found "2", expected from 0 to 1
            'alerts: {rules: [{name: a, drop: 5%}, {name: a, drop: 6%}]}' | millrace.yaml:1: alerts.rules[1].name: found "a", which another has: give each its own
            'alerts: {rules: [{name: a, drop: 5%, label: x}]}'      | millrace.yaml:1: alerts.rules[0].label: found "x", expected a map such as {our_sku: A-1}
            'alerts: {channels: [{name: a}]}'                       | millrace.yaml:1: alerts.channels[0].type: is missing, expected one of log, webhook, slack, email, sns
            'alerts: {channels: [{name: a, type: fax}]}'            | millrace.yaml:1: alerts.channels[0].type: found "fax", expected one of log, webhook, slack, email, sns
            'alerts: {channels: [{name: a, type: log, url: x}]}'    | millrace.yaml:1: alerts.channels[0].url: unknown key, expected one of name, type, quiet
            'alerts: {channels: [{name: a, type: log, quiet: 22-7}]}' | millrace.yaml:1: alerts.channels[0].quiet: found "22-7", expected times of a day and their zone, such as 22:00-07:00 Europe/Berlin
            'alerts: {channels: [{name: a, type: webhook, url: "{{env:URL}}"}]}' | millrace.yaml:1: alerts.channels[0].url: is no address such as https://acme.example/hook: a host behind https:// or http://
            'alerts: {channels: [{name: a, type: webhook, url: "https://u:p@acme.example/"}]}' | millrace.yaml:1: alerts.channels[0].url: names a user before its host, which is not sent: remove it, and set secret to sign
            'alerts: {channels: [{name: a, type: webhook, url: "{{env:GOOD}}", secret: hidden}]}' | millrace.yaml:1: alerts.channels[0].secret: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            'alerts: {channels: [{name: a, type: sns}]}'            | millrace.yaml:1: alerts.channels[0].topic: is missing, expected the ARN of a topic such as arn:aws:sns:eu-central-1:111122223333:price-alerts
            'alerts: {channels: [{name: a, type: sns, topic: "arn:aws:sqs:eu-central-1:111122223333:q"}]}' | millrace.yaml:1: alerts.channels[0].topic: found "arn:aws:sqs:eu-central-1:111122223333:q", expected the ARN of a topic such as arn:aws:sns:eu-central-1:111122223333:price-alerts
            'alerts: {channels: [{name: a, type: slack, url: "https://hooks.slack.com/hidden"}]}' | millrace.yaml:1: alerts.channels[0].url: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            'alerts: {channels: [{name: a, type: email, host: h, from: x, to: a@b.example}]}' | millrace.yaml:1: alerts.channels[0].from: found "x", expected a plain address such as ops@acme.example
            'alerts: {channels: [{name: a, type: email, host: h, from: a@b.example, to: "a@b.example, c"}]}' | millrace.yaml:1: alerts.channels[0].to: found "a@b.example, c", expected a plain address such as ops@acme.example
            'alerts: {channels: [{name: a, type: email, host: h, user: u, from: a@b.example, to: a@b.example}]}' | millrace.yaml:1: alerts.channels[0].user: user and password go together: set both, or none
            'alerts: {channels: [{name: a, type: email, host: h, tls: none, user: u, password: "{{env:PASSWORD}}", from: a@b.example, to: a@b.example}]}' | millrace.yaml:1: alerts.channels[0].tls: the password would go over the network for all to read: set starttls or tls
            """)
    void aFaultSaysWhatWasFoundWhereAndWhatToDo(String text, String fault) throws IOException {
        assertEquals(List.of(fault), faults(text));
    }

    @Test
    void aWarehouseThatBillsForBeingAskedIsRefused() throws IOException {
        var faults = faults("""
                target: aws
                aws: {region: eu-central-1, bucket: lake-of-mine}
                warehouses: [{name: cloud, type: redshift, url: "jdbc:redshift://h.example:5439/d"}]
                alerts: {warehouse: cloud, rules: [{name: a, drop: 5%}]}
                """);
        assertEquals(
                List.of(
                        "millrace.yaml:4: alerts.warehouse: found \"cloud\", but alerts are judged where questions are asked"
                                + " all the time, in a warehouse of type duckdb or mysql: name one, or add {name: local, type:"
                                + " duckdb} to warehouses"),
                faults);
    }

    @Test
    void noFaultShowsASecret() throws IOException {
        assertFalse(faults("alerts: {channels: [{name: a, type: slack, url: '{{env:URL}}'}]}")
                .toString()
                .contains("hidden"));
    }

    private List<String> faults(String text) throws IOException {
        var file = folder.resolve("millrace.yaml");
        Files.writeString(file, text);
        return Faulty.lines(folder, () -> Settings.load(Optional.of(file), List.of(), ENVIRONMENT, folder));
    }
}
