package io.millrace.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void defaults() {
        var settings = load(Map.of());
        assertEquals(Target.LOCAL, settings.target());
        assertEquals(folder.resolve("data"), settings.data());
        assertEquals(folder.resolve("sources"), settings.sources());
        assertEquals(Optional.empty(), settings.datasets());
        assertEquals(new AwsSettings("us-east-1", "millrace-events", "millrace-lake", 2), settings.aws());
        assertEquals(
                new FetchSettings(
                        "Millrace/dev",
                        "",
                        ofSeconds(10),
                        ofSeconds(30),
                        ofSeconds(60),
                        16_000_000,
                        3,
                        ofSeconds(1),
                        32),
                settings.fetch());
        assertEquals(new WatchSettings(ofHours(24)), settings.watch());
        assertEquals(new PublishSettings(1_000_000_000, ofMillis(200)), settings.publish());
        assertEquals(
                new LandSettings(ofSeconds(2), 16_000_000, 50_000, ofMillis(250), 40_000_000, LandStart.TRIM_HORIZON),
                settings.land());
        assertEquals(
                new CleanSettings(
                        CleanSettings.Engine.EMBEDDED,
                        ofSeconds(5),
                        192_000_000,
                        100_000,
                        Optional.empty(),
                        2_000_000_000,
                        Duration.ofHours(2),
                        new EmrSettings("", "", Optional.empty(), "", "", "", "", "", false),
                        new GateSettings(
                                50,
                                Optional.of(new BigDecimal("0.7")),
                                true,
                                Optional.empty(),
                                Optional.of(new BigDecimal("20")))),
                settings.clean());
        assertEquals(
                new CatalogSettings(CatalogSettings.Mode.NONE, "millrace", ofMinutes(1), "", ofHours(1), ofHours(2)),
                settings.catalog());
        assertEquals(new AthenaSettings("primary", "s3://millrace-lake/_athena/", ofMinutes(5)), settings.athena());
        assertEquals(new CompactSettings(Duration.ofDays(1), ofMinutes(1)), settings.compact());
        assertEquals(new LoadSettings(50, Optional.empty(), LoadFrom.BEGINNING), settings.load());
        assertEquals(
                new RetentionSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ofDays(7)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ofDays(1)),
                        Optional.of(ofDays(7)),
                        ofHours(1)),
                settings.retention());
        assertEquals(
                List.of(new WarehouseSettings(
                        "local",
                        WarehouseSettings.Type.DUCKDB,
                        folder.resolve("data/warehouse/local.duckdb"),
                        ofSeconds(5),
                        LoadFrom.BEGINNING,
                        "",
                        "",
                        Secret.NONE,
                        null,
                        null,
                        null)),
                settings.warehouses());
        assertEquals(
                new AlertsSettings(
                        "local",
                        ofSeconds(10),
                        ofDays(1),
                        ofDays(3),
                        ofDays(90),
                        List.of(new AlertChannel(
                                "log", AlertChannel.Type.LOG, Secret.NONE, Secret.NONE, null, null, null)),
                        List.of()),
                settings.alerts());
        assertFalse(settings.dashboard().password().isSet());
        assertEquals(
                new DashboardSettings(
                        "127.0.0.1",
                        OptionalInt.empty(),
                        "",
                        settings.dashboard().password(),
                        List.of(),
                        ""),
                settings.dashboard());
        assertEquals(
                new OperateSettings("127.0.0.1", OptionalInt.empty(), Optional.empty(), Optional.empty()),
                settings.operate());
        assertEquals(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO), settings.log());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void everySettingOfTheFileIsRead() throws IOException {
        Files.createDirectories(folder.resolve("tables"));
        file("""
                target: aws
                data: /srv/millrace
                sources: shops
                datasets: tables
                aws: {region: eu-central-1, stream: events, bucket: my-lake, shards: 4}
                fetch:
                  user-agent: Bot/1
                  contact: ops@acme.example
                  connect-timeout: 1s
                  answer-timeout: 2s
                  total-timeout: 3s
                  max-bytes: 1MiB
                  retries: 0
                  retry-delay: 500ms
                  workers: 7
                watch: {believe-after: 2h}
                publish: {spool: 20MB, linger: 1s}
                land: {max-age: 10s, max-bytes: 1MB, max-records: 10, poll: 1s, memory: 20MB, start: latest}
                clean: {engine: embedded, every: 1h, memory: 1GB, max-records: 20, spark-home: spark, spark-memory: 3GB,
                  spark-timeout: 3h, emr: {cluster: j-2AXXXXXXGAPLF, cluster-name: nightly, application: 00f5trm1fv0d3p09,
                  release: emr-7.5.0, instance-type: m6g.xlarge, instances: 4, bid: 0.08, subnet: subnet-0a1b2c3d,
                  service-role: emr, instance-profile: machines, idle: 5m,
                  role: "arn:aws:iam::123456789012:role/clean", jar: "s3://jars/millrace-spark.jar",
                  options: "--conf spark.executor.memory=8g", log: "s3://logs/emr/", cancel-on-stop: true},
                  gate: {rows: 7, rejected: 0.25, empty: false, stale: 3d, price-factor: 1.5}}
                catalog: {mode: crawler, database: lake, every: 2m, crawler: raw zone, crawl-every: 3h, crawl-limit: 4h}
                athena: {workgroup: analysts, output: "s3://answers/athena/", limit: 10m}
                compact: {after: 3d, every: 2h}
                load: {batches: 5, every: 1m, from: now}
                retention:
                  raw: 90d
                  processed: 400d
                  replaced: 2h
                  rejected: 30d
                  failed: 3d
                  stream: 2d
                  uncommitted: 4d
                  every: 10m
                warehouses:
                  - {name: a, type: duckdb}
                  - {name: b, type: duckdb, path: b.db, every: 2m, from: 2026-11-01}
                alerts:
                  warehouse: b
                  every: 20s
                  max-age: 2d
                  give-up-after: 1d
                  keep: 30d
                  channels:
                    - {name: ops, type: log}
                    - {name: hook, type: webhook, url: "https://acme.example/hook", secret: "{{env:SECRET}}"}
                    - {name: team, type: slack, url: "{{env:SLACK}}"}
                    - {name: mail, type: email, host: smtp.acme.example, user: me, password: "{{env:SECRET}}",
                       from: a@acme.example, to: [b@acme.example, c@acme.example]}
                  rules:
                    - {name: cheap, below: 500, currency: EUR, label: {our_sku: A-1}, to: [ops, hook], cooldown: 1h}
                    - {name: drops, drop: 10%, against: average, source: acme, sku: B, gtin: "4006381333931"}
                    - {name: rises, rise: 25.50, currency: USD, min-confidence: 0.9, to: mail}
                    - {name: back, back-in-stock: true}
                    - {name: record, new-lowest: true}
                    - {name: silence, no-data: 2h, source: acme}
                    - {name: broken, source-broken: true}
                dashboard: {host: 0.0.0.0, port: 9000, user: anna, password: "{{env:DASHBOARD}}", names: "prices.example , b", warehouse: b}
                operate: {host: 0.0.0.0, port: 9001, stale-after: 4h, status-every: 2m}
                log: {format: json, level: debug}
                """);
        var settings = load(
                Map.of("SECRET", "s3cret", "SLACK", "https://hooks.slack.com/services/T/B/x", "DASHBOARD", "geheim"));
        assertEquals(Target.AWS, settings.target());
        assertEquals(Path.of("/srv/millrace"), settings.data());
        assertEquals(folder.resolve("shops"), settings.sources());
        assertEquals(Optional.of(folder.resolve("tables")), settings.datasets());
        assertEquals(new AwsSettings("eu-central-1", "events", "my-lake", 4), settings.aws());
        assertEquals(
                new FetchSettings(
                        "Bot/1 (+ops@acme.example)",
                        "ops@acme.example",
                        ofSeconds(1),
                        ofSeconds(2),
                        ofSeconds(3),
                        1_048_576,
                        0,
                        ofMillis(500),
                        7),
                settings.fetch());
        assertEquals(new WatchSettings(ofHours(2)), settings.watch());
        assertEquals(new PublishSettings(20_000_000, ofSeconds(1)), settings.publish());
        assertEquals(
                new LandSettings(ofSeconds(10), 1_000_000, 10, ofSeconds(1), 20_000_000, LandStart.LATEST),
                settings.land());
        assertEquals(
                new CleanSettings(
                        CleanSettings.Engine.EMBEDDED,
                        Duration.ofHours(1),
                        1_000_000_000,
                        20,
                        Optional.of(folder.resolve("spark")),
                        3_000_000_000L,
                        Duration.ofHours(3),
                        new EmrSettings(
                                "j-2AXXXXXXGAPLF",
                                "nightly",
                                Optional.of(new ClusterSettings(
                                        "emr-7.5.0",
                                        "m6g.xlarge",
                                        4,
                                        "0.08",
                                        "subnet-0a1b2c3d",
                                        "emr",
                                        "machines",
                                        ofMinutes(5))),
                                "00f5trm1fv0d3p09",
                                "arn:aws:iam::123456789012:role/clean",
                                "s3://jars/millrace-spark.jar",
                                "--conf spark.executor.memory=8g",
                                "s3://logs/emr/",
                                true),
                        new GateSettings(
                                7,
                                Optional.of(new BigDecimal("0.25")),
                                false,
                                Optional.of(ofDays(3)),
                                Optional.of(new BigDecimal("1.5")))),
                settings.clean());
        assertEquals(
                new CatalogSettings(
                        CatalogSettings.Mode.CRAWLER, "lake", ofMinutes(2), "raw zone", ofHours(3), ofHours(4)),
                settings.catalog());
        assertEquals(new AthenaSettings("analysts", "s3://answers/athena/", ofMinutes(10)), settings.athena());
        assertEquals(new CompactSettings(Duration.ofDays(3), Duration.ofHours(2)), settings.compact());
        assertEquals(new LoadSettings(5, Optional.of(ofMinutes(1)), LoadFrom.NOW), settings.load());
        assertEquals(
                new RetentionSettings(
                        Optional.of(ofDays(90)),
                        Optional.of(ofDays(400)),
                        Optional.of(ofHours(2)),
                        Optional.of(ofDays(30)),
                        Optional.of(ofDays(3)),
                        Optional.of(ofDays(2)),
                        Optional.of(ofDays(4)),
                        ofMinutes(10)),
                settings.retention());
        assertEquals(
                List.of(
                        new WarehouseSettings(
                                "a",
                                WarehouseSettings.Type.DUCKDB,
                                Path.of("/srv/millrace/warehouse/a.duckdb"),
                                ofMinutes(1),
                                LoadFrom.NOW,
                                "",
                                "",
                                Secret.NONE,
                                null,
                                null,
                                null),
                        new WarehouseSettings(
                                "b",
                                WarehouseSettings.Type.DUCKDB,
                                folder.resolve("b.db"),
                                ofMinutes(2),
                                new LoadFrom("2026-11-01T00:00:00Z", Instant.parse("2026-11-01T00:00:00Z")),
                                "",
                                "",
                                Secret.NONE,
                                null,
                                null,
                                null)),
                settings.warehouses());
        var alerts = settings.alerts();
        assertEquals("b", alerts.warehouse());
        assertEquals(
                List.of(ofSeconds(20), ofDays(2), ofDays(1), ofDays(30)),
                List.of(alerts.every(), alerts.maxAge(), alerts.giveUpAfter(), alerts.keep()));
        assertEquals(
                List.of(
                        "ops LOG   null",
                        "hook WEBHOOK *** *** null",
                        "team SLACK ***  null",
                        "mail EMAIL   MailSettings[host=smtp.acme.example, port=587, tls=STARTTLS, user=me, password=***,"
                                + " from=a@acme.example, to=[b@acme.example, c@acme.example]]"),
                alerts.channels().stream()
                        .map(channel -> String.join(
                                " ",
                                channel.name(),
                                channel.type().name(),
                                channel.url().toString(),
                                channel.secret().toString(),
                                String.valueOf(channel.mail())))
                        .toList());
        assertEquals("https://acme.example/hook", alerts.channels().get(1).url().reveal());
        assertEquals("s3cret", alerts.channels().get(1).secret().reveal());
        assertEquals(
                List.of(
                        "cheap; below: 500 EUR; label our_sku: A-1; min-confidence: 0.6; 1h [ops, hook]",
                        "drops; drop: 10%, against: average; gtin: 04006381333931, sku: B, source: acme; min-confidence: 0.6;"
                                + " 1d [ops, hook, team, mail]",
                        "rises; rise: 25.5 USD, against: last; everything; min-confidence: 0.9; 1d [mail]",
                        "back; back-in-stock: true; everything; min-confidence: 0.6; 1d [ops, hook, team, mail]",
                        "record; new-lowest: true; everything; min-confidence: 0.6; 1d [ops, hook, team, mail]",
                        "silence; no-data: 2h; source: acme; min-confidence: 0.6; 1d [ops, hook, team, mail]",
                        "broken; source-broken: true; everything; min-confidence: 0.6; 1d [ops, hook, team, mail]"),
                alerts.rules().stream()
                        .map(rule ->
                                rule.name() + "; " + rule.definition() + "; " + rule.cooldownText() + " " + rule.to())
                        .toList());
        var dashboard = settings.dashboard();
        assertEquals("geheim", dashboard.password().reveal());
        assertEquals(
                new DashboardSettings(
                        "0.0.0.0",
                        OptionalInt.of(9000),
                        "anna",
                        dashboard.password(),
                        List.of("prices.example", "b"),
                        "b"),
                dashboard);
        assertEquals(
                new OperateSettings(
                        "0.0.0.0", OptionalInt.of(9001), Optional.of(ofHours(4)), Optional.of(ofMinutes(2))),
                settings.operate());
        assertEquals(new LogSettings(LogSettings.Format.JSON, LogSettings.Level.DEBUG), settings.log());
        // A key of the file that the mapping above forgets would keep its default's origin.
        assertEquals(
                List.of(
                        "millrace.warehouses.a.catalog",
                        "millrace.warehouses.a.compute",
                        "millrace.warehouses.a.every",
                        "millrace.warehouses.a.from",
                        "millrace.warehouses.a.iam-login",
                        "millrace.warehouses.a.iam-role",
                        "millrace.warehouses.a.integration",
                        "millrace.warehouses.a.mode",
                        "millrace.warehouses.a.oauth-token",
                        "millrace.warehouses.a.password",
                        "millrace.warehouses.a.path",
                        "millrace.warehouses.a.private-key",
                        "millrace.warehouses.a.role",
                        "millrace.warehouses.a.token",
                        "millrace.warehouses.a.url",
                        "millrace.warehouses.a.user",
                        "millrace.warehouses.b.catalog",
                        "millrace.warehouses.b.compute",
                        "millrace.warehouses.b.iam-login",
                        "millrace.warehouses.b.iam-role",
                        "millrace.warehouses.b.integration",
                        "millrace.warehouses.b.mode",
                        "millrace.warehouses.b.oauth-token",
                        "millrace.warehouses.b.password",
                        "millrace.warehouses.b.private-key",
                        "millrace.warehouses.b.role",
                        "millrace.warehouses.b.token",
                        "millrace.warehouses.b.url",
                        "millrace.warehouses.b.user"),
                new TreeMap<>(settings.origins())
                        .entrySet().stream()
                                .filter(origin -> origin.getValue().equals("default"))
                                .map(Map.Entry::getKey)
                                .toList());
    }

    @Test
    void whatIsEmptyIsKeptForEver() throws IOException {
        file("retention: {replaced: '', stream: '', uncommitted: ''}");
        var retention = load(Map.of()).retention();
        assertEquals(Optional.empty(), retention.replaced());
        assertEquals(Optional.empty(), retention.stream());
        assertEquals(Optional.empty(), retention.uncommitted());
    }

    @Test
    void aFlagBeatsAVariableBeatsTheFileBeatsTheDefault() throws IOException {
        file("clean:\n  every: 1h\n  memory: 1GB\nland: {poll: 1s}\n");
        var settings = Settings.load(
                Optional.empty(),
                List.of(new Flag("--every", "millrace.clean.every", "1m")),
                Map.of("MILLRACE_CLEAN_EVERY", "2h", "MILLRACE_CLEAN_MEMORY", "2GB"),
                folder);
        assertEquals(ofMinutes(1), settings.clean().every());
        assertEquals("--every", settings.origin("millrace.clean.every"));
        assertEquals(2_000_000_000, settings.clean().memory());
        assertEquals("MILLRACE_CLEAN_MEMORY", settings.origin("millrace.clean.memory"));
        assertEquals(ofSeconds(1), settings.land().poll());
        assertEquals(folder + "/millrace.yaml:4", settings.origin("millrace.land.poll"));
        assertEquals("default", settings.origin("millrace.land.max-age"));
    }

    @Test
    void aVariableHasUnderscoresForHyphens() {
        assertEquals(5, load(Map.of("MILLRACE_LAND_MAX_RECORDS", "5")).land().maxRecords());
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        var settings = load(Map.of("MILLRACE_TARGET", ""));
        assertEquals("default", settings.origin("millrace.target"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: mysql, url: 'jdbc:mysql://h/d', password: '{{env:NOBODY_SET_IT}}'",
                "type: mysql, url: 'jdbc:mysql://h/d', password: '{{file:nowhere}}'",
                "type: snowflake, url: 'jdbc:snowflake://h', token: '{{env:NOBODY_SET_IT}}'"
            })
    void aSecretOfAWarehouseThatIsNotHereIsAFaultForWhoAsksItAlone(String warehouse) throws IOException {
        file("warehouses: [{name: a, " + warehouse + "}]");
        var told = assertThrows(ConfigException.class, () -> load(Map.of()));
        var settings = Settings.loadWithoutWarehouses(Optional.empty(), List.of(), Map.of(), folder)
                .warehouses()
                .get(0);
        var secret = settings.snowflake() == null
                ? settings.password()
                : settings.snowflake().token();
        assertTrue(secret.isSet());
        assertEquals("***", secret.toString());
        assertEquals(
                told.getMessage(),
                assertThrows(ConfigException.class, secret::reveal).getMessage());
    }

    @Test
    void aPasswordInTheFileIsAFaultAlsoOfAProcessThatAsksNoWarehouse() throws IOException {
        file("warehouses: [{name: a, type: mysql, url: 'jdbc:mysql://h/d', password: hidden}]");
        assertThrows(
                ConfigException.class,
                () -> Settings.loadWithoutWarehouses(Optional.empty(), List.of(), Map.of(), folder));
    }

    @Test
    void aVariableReachesAWarehouseOfTheFile() throws IOException {
        file("warehouses: [{name: my-research, type: duckdb}]");
        var settings = load(Map.of("MILLRACE_WAREHOUSES_MY_RESEARCH_EVERY", "2h"));
        assertEquals(Duration.ofHours(2), settings.warehouses().get(0).every());
    }

    @Test
    void anEmptyListOfWarehousesMeansNone() throws IOException {
        file("warehouses: []");
        assertEquals(List.of(), load(Map.of()).warehouses());
    }

    @Test
    void aVariableThatSetsNothingIsAWarning() {
        var settings = load(Map.of("MILLRACE_CLAEN_EVERY", "5s", "MILLRACE_CLAEN", "x", "OTHER", "y"));
        assertEquals(
                List.of(
                        "MILLRACE_CLAEN: sets nothing: remove it, or see application.properties for the settings that "
                                + "there are",
                        "MILLRACE_CLAEN_EVERY: sets nothing, did you mean MILLRACE_CLEAN_EVERY?"),
                settings.warnings());
    }

    @Test
    void pathsOfAFileStartAtItsFolderButDataByDefaultAtTheWorkingFolder() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/my.yaml"), "warehouses: [{name: a, type: duckdb, path: a.db}]");
        var settings = Settings.load(Optional.of(Path.of("conf/my.yaml")), List.of(), Map.of(), folder);
        assertEquals(folder.resolve("conf/sources"), settings.sources());
        assertEquals(folder.resolve("conf/a.db"), settings.warehouses().get(0).path());
        assertEquals(folder.resolve("data"), settings.data());
    }

    @Test
    void aPathOfAFlagStartsAtTheWorkingFolder() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/my.yaml"), "data: from-file");
        var flags = List.of(new Flag("--data", "millrace.data", "from-flag"));
        var settings = Settings.load(Optional.of(Path.of("conf/my.yaml")), flags, Map.of(), folder);
        assertEquals(folder.resolve("from-flag"), settings.data());
    }

    @Test
    void aFolderOfDatasetsBesideTheFileIsTakenWithoutBeingNamed() throws IOException {
        Files.createDirectories(folder.resolve("datasets"));
        assertEquals(Optional.of(folder.resolve("datasets")), load(Map.of()).datasets());
    }

    @Test
    void theRegionOfTheEnvironmentCountsWhereNoneIsSet() {
        var environment = Map.of("MILLRACE_TARGET", "aws", "MILLRACE_AWS_BUCKET", "my-lake", "AWS_REGION", "eu-west-1");
        var settings = load(environment);
        assertEquals("eu-west-1", settings.aws().region());
        assertEquals("AWS_REGION", settings.origin("millrace.aws.region"));
    }

    @Test
    void targetLocalTakesNothingFromTheMachinesAwsSettings() {
        assertEquals("us-east-1", load(Map.of("AWS_REGION", "eu-west-1")).aws().region());
    }

    @Test
    void aStartMayBeATimeAndIsReadAsUtc() throws IOException {
        file("land: {start: 2026-11-21T11:00:00+01:00}\n");
        var start = load(Map.of()).land().start();
        assertEquals(new LandStart("2026-11-21T10:00:00Z", Instant.parse("2026-11-21T10:00:00Z")), start);
    }

    @Test
    void thePropertiesAreWhatPlaceholdersNeed() {
        var properties = load(Map.of("MILLRACE_LAND_MAX_BYTES", "1MiB")).properties();
        assertEquals("1048576", properties.get("millrace.land.max-bytes"));
        assertEquals("5s", properties.get("millrace.clean.every"));
        assertEquals("trim-horizon", properties.get("millrace.land.start"));
        assertEquals("us-east-1", properties.get("millrace.aws.region"));
        assertEquals("", properties.get("millrace.dashboard.port"));
        assertEquals("5s", properties.get("millrace.warehouses.local.every"));
        assertEquals(
                folder.resolve("data/warehouse/local.duckdb").toString(),
                properties.get("millrace.warehouses.local.path"));
    }

    @Test
    void everyDocumentedSettingIsReadAndEveryOneThatIsReadIsDocumented() {
        assertEquals(
                SettingsLayers.defaults().keySet(), new TreeMap<>(load(Map.of()).properties()).keySet());
    }

    @Test
    void aFlagForNoSettingIsAnErrorOfTheProgram() {
        var flags = List.of(new Flag("--x", "millrace.x", "1"));
        assertThrows(IllegalArgumentException.class, () -> Settings.load(Optional.empty(), flags, Map.of(), folder));
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("millrace.yaml"), text);
    }

    private Settings load(Map<String, String> environment) {
        return Settings.load(Optional.empty(), List.of(), environment, folder);
    }

    @Test
    void withTargetLocalTheStandInOfEmrNeedsNothing() {
        var settings = Settings.load(
                Optional.empty(), List.of(new Flag("--engine", "millrace.clean.engine", "emr")), Map.of(), folder);
        assertEquals(CleanSettings.Engine.EMR, settings.clean().engine());
    }
}
