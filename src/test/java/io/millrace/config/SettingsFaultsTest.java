package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class SettingsFaultsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target: azure                      | millrace.yaml:1: target: found "azure", expected one of local, aws
            target: {a: b}                     | millrace.yaml:1: target: found a map, expected a single value
            clean: 5s                          | millrace.yaml:1: clean: found "5s", expected a map with the keys emr, engine, every, gate, max-records, memory, spark-home, spark-memory, spark-timeout
            clean: {every: 5}                  | millrace.yaml:1: clean.every: found "5", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d
            clean: {evry: 5s}                  | millrace.yaml:1: clean.evry: unknown key, did you mean every?
            claen: {every: 5s}                 | millrace.yaml:1: claen: unknown key, did you mean clean?
            clean: {engine: spark}             | millrace.yaml:1: clean.engine: found "spark", expected one of embedded, spark-local, emr, emr-serverless
            clean: {emr: {cluster: 2AX}}       | millrace.yaml:1: clean.emr.cluster: found "2AX", expected the id of a cluster, such as j-2AXXXXXXGAPLF
            clean: {emr: {clusters: x}}        | millrace.yaml:1: clean.emr.clusters: unknown key, did you mean cluster?
            clean: {emr: nightly}              | millrace.yaml:1: clean.emr: found "nightly", expected a map with the keys application, bid, cancel-on-stop, cluster, cluster-name, idle, instance-profile, instance-type, instances, jar, log, options, release, role, service-role, subnet
            clean: {emr: {jar: target/x.jar}}  | millrace.yaml:1: clean.emr.jar: found "target/x.jar", expected an address such as s3://my-lake/jars/millrace-spark.jar
            clean: {emr: {release: 7.5}}        | millrace.yaml:1: clean.emr.release: found "7.5", expected a release of EMR, such as emr-7.5.0
            clean: {emr: {idle: 30s}}           | millrace.yaml:1: clean.emr.idle: found "30s", but EMR takes 0s, or at least 1m
            clean: {emr: {role: clean}}        | millrace.yaml:1: clean.emr.role: found "clean", expected the ARN of an IAM role
            clean: {spark-timeout: 5s}         | millrace.yaml:1: clean.spark-timeout: found "5s", expected from 1m to 7d
            clean: {emr: {cancel-on-stop: 1}}  | millrace.yaml:1: clean.emr.cancel-on-stop: found "1", expected one of true, false
            clean: {memory: 1KB}               | millrace.yaml:1: clean.memory: found "1KB", expected from 32MB to 1024GiB
            data: ~/millrace                   | millrace.yaml:1: data: found "~/millrace", expected a path without ~, which only a shell understands: write the whole path
            data: millrace.yaml                | millrace.yaml:1: data: found "millrace.yaml", but millrace.yaml is a file: name a folder
            datasets: tables                   | millrace.yaml:1: datasets: found "tables", but there is no folder tables: create it, or remove the setting
            aws: {region: Frankfurt}           | millrace.yaml:1: aws.region: found "Frankfurt", expected a region such as eu-central-1
            aws: {bucket: My_Lake}             | millrace.yaml:1: aws.bucket: found "My_Lake", expected a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots
            aws: {stream: a/b}                 | millrace.yaml:1: aws.stream: found "a/b", expected letters, digits, hyphens, underscores and dots, at most 128
            aws: {bucket: "{{env:B}}"}         | millrace.yaml:1: aws.bucket: found "{{env:B}}", expected the value itself, as references are for secrets: to take it from the environment, set MILLRACE_AWS_BUCKET
            fetch: {user-agent: Müller}        | millrace.yaml:1: fetch.user-agent: found "Müller", expected a product and its version, like AcmePrices/1.0, in plain ASCII
            land: {start: trim_horizon}        | millrace.yaml:1: land.start: found "trim_horizon", expected trim-horizon, latest, or a time such as 2026-11-21T10:00:00Z
            land: {start: 2026-11-21}          | millrace.yaml:1: land.start: found "2026-11-21", expected trim-horizon, latest, or a time such as 2026-11-21T10:00:00Z
            load: {from: yesterday}            | millrace.yaml:1: load.from: found "yesterday", expected beginning, now, a day such as 2026-11-21, or a time such as 2026-11-21T10:00:00Z
            load: {from: 2999-01-01}           | millrace.yaml:1: load.from: found "2999-01-01", expected a time that is past, or now
            land: {poll: 100ms}                | millrace.yaml:1: land.poll: found "100ms", expected from 200ms to 1h
            land: {memory: 27MB}               | millrace.yaml:1: land.memory: found "27MB", but land.max-bytes (16MB) and one answer of the stream (12MB) have to fit into it: raise it, or lower land.max-bytes
            retention: {raw: 12h}              | millrace.yaml:1: retention.raw: found "12h", expected from 1d to 36500d
            retention: {raw: 90}               | millrace.yaml:1: retention.raw: found "90", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d
            retention: {raws: 90d}             | millrace.yaml:1: retention.raws: unknown key, did you mean raw?
            land: {max-records: 0}             | millrace.yaml:1: land.max-records: found "0", expected a whole number of at least 1
            dashboard: {host: 0.0.0.0}         | millrace.yaml:1: dashboard.host: found "0.0.0.0", but without a login the dashboard answers this machine alone: set dashboard.password, or host to 127.0.0.1, ::1 or localhost
            dashboard: {host: 'not one'}       | millrace.yaml:1: dashboard.host: found "not one", expected an address of this machine, such as 127.0.0.1 or 0.0.0.0
            dashboard: {password: hidden}      | millrace.yaml:1: dashboard.password: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            dashboard: {user: 'a:b'}           | millrace.yaml:1: dashboard.user: found "a:b", expected a name without a colon
            dashboard: {names: 'a:80'}         | millrace.yaml:1: dashboard.names: found "a:80", expected host names separated by commas, without ports
            dashboard: {warehouse: other}      | millrace.yaml:1: dashboard.warehouse: found "other", but no warehouse has that name: there are local
            '{warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h", user: u}], dashboard: {warehouse: a}}' | millrace.yaml:1: dashboard.warehouse: found "a", but the page reads a warehouse of type duckdb or mysql: name one, and look at this one with the dashboards of bi/
            dashboard: {port: 0}               | millrace.yaml:1: dashboard.port: found "0", expected a whole number from 1 to 65535
            operate: {host: 'all of them'}     | millrace.yaml:1: operate.host: found "all of them", expected an address of this machine, such as 127.0.0.1 or 0.0.0.0
            operate: {port: 70000}             | millrace.yaml:1: operate.port: found "70000", expected a whole number from 1 to 65535
            {dashboard: {port: 81}, operate: {port: 81}} | millrace.yaml:1: operate.port: found "81", but the dashboard has that port: give each its own
            log: {format: xml}                 | millrace.yaml:1: log.format: found "xml", expected one of text, json
            warehouses: local                  | millrace.yaml:1: warehouses: found "local", expected a list such as [{name: local, type: duckdb}]
            warehouses: [local]                | millrace.yaml:1: warehouses[0]: found "local", expected a map such as {name: local, type: duckdb}
            warehouses: [{type: duckdb}]       | millrace.yaml:1: warehouses[0].name: is missing, expected a name such as local
            warehouses: [{name: a}]            | millrace.yaml:1: warehouses[0].type: is missing, expected duckdb
            'warehouses: [{name: A, type: duckdb}]' | millrace.yaml:1: warehouses[0].name: found "A", expected a name of lower-case letters, digits, hyphens and underscores
            'warehouses: [{name: a, type: duckdb, url: x}]' | millrace.yaml:1: warehouses[0].url: a warehouse of type duckdb is a file: set path instead, or another type
            'warehouses: [{name: a, type: mysql, url: x}]' | millrace.yaml:1: warehouses[0].url: found "x", expected an address that begins with jdbc:mysql:
            'warehouses: [{name: a, type: mysql}]' | millrace.yaml: warehouses.a.url: is missing, expected an address such as jdbc:mysql://host:3306/database
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", path: x}]' | millrace.yaml:1: warehouses[0].path: a warehouse of this type is a server: set url instead, or type: duckdb
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", password: hidden}]' | millrace.yaml:1: warehouses[0].password: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", password: "{{env:NOT_SET}}"}]' | millrace.yaml:1: warehouses[0].password: found "{{env:NOT_SET}}", expected a variable that is set: export NOT_SET
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", password: "{{aws:my secret}}"}]' | millrace.yaml:1: warehouses[0].password: found "{{aws:my secret}}", expected the name or ARN of a secret, such as {{aws:prod/shop}}, and a key of it where it is a JSON object: {{aws:prod/shop#password}}
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d?password=hidden"}]' | millrace.yaml:1: warehouses[0].url: holds a password, which would be shown: set user and password instead
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://u:hidden@h/d"}]' | millrace.yaml:1: warehouses[0].url: holds a password, which would be shown: set user and password instead
            'warehouses: [{name: a, type: redshift}]' | millrace.yaml: warehouses.a.url: is missing, expected an address such as jdbc:redshift://host:5439/database
            'warehouses: [{name: a, type: redshift, url: "jdbc:redshift://h.example:5439/d"}]' | millrace.yaml:1: warehouses[0].url: found "jdbc:redshift://h.example:5439/d", but with target local the lake is on this machine, where Redshift cannot read it: set target: aws, or load into a warehouse of type duckdb or mysql
            'warehouses: [{name: a, type: redshift, url: "jdbc:redshift://localhost:5439/d", iam-role: me}]' | millrace.yaml:1: warehouses[0].iam-role: found "me", expected default or the ARN of an IAM role
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", iam-login: true}]' | millrace.yaml:1: warehouses[0].iam-login: found "true", but with target local AWS is never asked for credentials: set target: aws, or a password
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", iam-login: maybe}]' | millrace.yaml:1: warehouses[0].iam-login: found "maybe", expected true or false
            'warehouses: [{name: a, type: duckdb, iam-login: true}]' | millrace.yaml:1: warehouses[0].iam-login: goes with a warehouse of type mysql: remove it, or set type: mysql
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d", iam-role: default}]' | millrace.yaml:1: warehouses[0].iam-role: goes with a warehouse of type redshift: remove it, or set type: redshift
            'warehouses: [{name: a, type: snowflake}]' | millrace.yaml: warehouses.a.url: is missing, expected an address such as jdbc:snowflake://ACCOUNT.snowflakecomputing.com/?db=PRICES&schema=PUBLIC
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h/?private_key_pwd=hidden"}]' | millrace.yaml:1: warehouses[0].url: holds a password, which would be shown: set user and password instead
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h/?token=hidden"}]' | millrace.yaml:1: warehouses[0].url: holds a password, which would be shown: set user and password instead
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h", mode: task}]' | millrace.yaml:1: warehouses[0].mode: found "task", but Snowflake loads by itself only what it can read: set integration, or mode: copy
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h", mode: pipe, integration: I}]' | millrace.yaml:1: warehouses[0].mode: found "pipe", expected one of copy, snowpipe, task
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h", role: "a; b"}]' | millrace.yaml:1: warehouses[0].role: found "a; b", expected a name of letters, digits and underscores
            'warehouses: [{name: a, type: snowflake, url: "jdbc:snowflake://h", token: hidden}]' | millrace.yaml:1: warehouses[0].token: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            'warehouses: [{name: a, type: duckdb, compute: LARGE}]' | millrace.yaml:1: warehouses[0].compute: goes with a warehouse of type snowflake: remove it, or set type: snowflake
            'warehouses: [{name: a-b, type: duckdb}, {name: a_b, type: duckdb}]' | millrace.yaml:1: warehouses[1].name: found "a_b", but another is called a-b: names differ in more than hyphens and underscores
            'warehouses: [{name: a, type: duckdb, path: x}, {name: b, type: duckdb, path: ./x}]' | millrace.yaml:1: warehouses[1].path: found "./x", but x is the file of a already: give each its own
            'warehouses: [{name: a, type: mysql, url: "jdbc:mysql://h/d"}, {name: b, type: mysql, url: "jdbc:mysql://h/d"}]' | millrace.yaml:1: warehouses[1].url: found "jdbc:mysql://h/d", but that is the database of a already: give each its own
            """)
    void aFaultSaysWhatWasFoundWhatWasExpectedAndWhatToDo(String text, String fault) throws IOException {
        assertEquals(List.of(fault), faults(text, Map.of()));
    }

    @Test
    void allFaultsAreToldAtOnceTheFilesInTheOrderOfItsLines() throws IOException {
        var text = """
                target: local
                dashboard: {port: x}
                clean: {every: 5}
                tarket: aws
                """;
        assertEquals(
                List.of(
                        "millrace.yaml:2: dashboard.port: found \"x\", expected a whole number from 1 to 65535",
                        "millrace.yaml:3: clean.every: found \"5\", expected a number with its unit, such as 500ms, 5s, "
                                + "5m, 1h or 1d",
                        "millrace.yaml:4: tarket: unknown key, did you mean target?",
                        "MILLRACE_LAND_POLL: found \"x\", expected a number with its unit, such as 500ms, 5s, 5m, 1h or "
                                + "1d"),
                faults(text, Map.of("MILLRACE_LAND_POLL", "x")));
    }

    @Test
    void targetAwsNeedsARegionAndABucketOfItsOwn() throws IOException {
        assertEquals(
                List.of(
                        "millrace.yaml: aws.region: target aws needs a region such as eu-central-1: set it in "
                                + "millrace.yaml, or set AWS_REGION",
                        "millrace.yaml: aws.bucket: target aws needs a bucket of your own, as bucket names are the "
                                + "whole world's: set it in millrace.yaml"),
                faults("target: aws", Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engine: emr                          | clean.emr.jar: clean.engine: emr needs the address of millrace-spark.jar, such as s3://my-lake/jars/millrace-spark.jar
            engine: emr                          | clean.emr.cluster: clean.engine: emr needs the id of a cluster, such as j-2AXXXXXXGAPLF, or clean.emr.cluster-name, or clean.emr.release
            engine: emr-serverless               | clean.emr.application: clean.engine: emr-serverless needs the id of an application, such as 00f5trm1fv0d3p09
            engine: emr-serverless               | clean.emr.role: clean.engine: emr-serverless needs the ARN of the role that its jobs take on
            """)
    void anEngineOnEmrHasToBeToldWhereItIs(String engine, String fault) throws IOException {
        var found = faults(onAws(engine), Map.of());
        assertTrue(found.contains("millrace.yaml: " + fault), found.toString());
    }

    @Test
    void ofTwoClustersOneIsTooMany() throws IOException {
        assertEquals(
                List.of("millrace.yaml:3: clean.emr.cluster-name: found \"b\", but clean.emr.cluster names one already:"
                        + " remove one of the two"),
                faults(onAws("engine: emr, emr: {jar: s3://a/b.jar, cluster: j-1, cluster-name: b}"), Map.of()));
    }

    private static String onAws(String clean) {
        return "target: aws\naws: {region: eu-central-1, bucket: my-lake}\nclean: {" + clean + "}\n";
    }

    @Test
    void aFaultyFlagIsNamedAsItWasTyped() {
        var flags = List.of(new Flag("--port", "millrace.dashboard.port", "80800"));
        assertEquals(
                List.of("--port: found \"80800\", expected a whole number from 1 to 65535"),
                Faulty.lines(folder, () -> Settings.load(Optional.empty(), flags, Map.of(), folder)));
    }

    @Test
    void aFileThatIsNamedHasToBeThere() {
        var file = Optional.of(Path.of("other.yaml"));
        assertEquals(
                List.of("other.yaml: there is no such file: create it, or name another"),
                Faulty.lines(folder, () -> Settings.load(file, List.of(), Map.of(), folder)));
    }

    @Test
    void aFileWithTheOtherEndingIsNotPassedOverInSilence() throws IOException {
        Files.writeString(folder.resolve("millrace.yml"), "target: aws");
        assertEquals(
                List.of("millrace.yml: is not read: rename it to millrace.yaml, or name it with --config"),
                Faulty.lines(folder, () -> Settings.load(Optional.empty(), List.of(), Map.of(), folder)));
    }

    private List<String> faults(String text, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("millrace.yaml"), text);
        return Faulty.lines(folder, () -> Settings.load(Optional.empty(), List.of(), environment, folder));
    }
}
