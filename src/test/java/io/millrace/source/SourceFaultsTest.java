package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Faulty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFaultsTest {
    private static final String CITIES =
            "source: %s\ncities: [{city: berlin, page: \"https://en.wikipedia.org/wiki/Berlin\"}]\n";
    private static final String HEAD = "source: acme\npages: [https://acme.example/p/1]\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            evry: 5m                     | a.yaml:3: evry: unknown key, did you mean every?
            every: 5                     | a.yaml:3: every: found "5", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d
            every: 0s                    | a.yaml:3: every: found "0s", expected from 10ms to 366d
            cron: "*/5 * * * *"          | a.yaml:3: cron: found "*/5 * * * *", expected Quartz's syntax, seconds first, such as "0 0/5 * * * ?" for every five minutes: Unexpected end of expression.
            select: {prize: span}        | a.yaml:3: select.prize: unknown key, did you mean price?
            select: {price: "span["}     | a.yaml:3: select.price: found "span[", expected a CSS selector such as span.price or meta[itemprop=price]@content: Did not find balanced marker at ''
            select: {price: "@content"}  | a.yaml:3: select.price: found "@content", expected a CSS selector such as span.price or meta[itemprop=price]@content: Could not parse query '@content': unexpected token at '@content'
            select: span.price           | a.yaml:3: select: found "span.price", expected a map with the keys price, list_price, currency, availability, name, sku, brand, gtin, seller
            hints: {currency: eur}       | a.yaml:3: hints.currency: found "eur", expected an ISO 4217 code in capitals, such as EUR or USD
            hints: {currency: €}         | a.yaml:3: hints.currency: found "€", expected an ISO 4217 code in capitals, such as EUR or USD
            hints: {language: german}    | a.yaml:3: hints.language: found "german", expected a BCP 47 language tag such as de or de-CH
            hints: {language: de_CH}     | a.yaml:3: hints.language: found "de_CH", expected a BCP 47 language tag such as de or de-CH
            fetch: {delay: 1}            | a.yaml:3: fetch.delay: found "1", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d
            fetch: {allow_private: true} | a.yaml:3: fetch.allow_private: unknown key, did you mean allow-private?
            jitter: 10m                  | a.yaml:3: jitter: found "10m", expected from 0s to 5m
            fetch: {allow-private: {a: b}} | a.yaml:3: fetch.allow-private: found a map, expected true, false or a list of hosts' names
            fetch: {allow-private: [a b]} | a.yaml:3: fetch.allow-private[0]: found "a b", expected a host's name such as shop.intern
            fetch: {allow-private: []}   | a.yaml:3: fetch.allow-private: is empty, expected a host's name such as shop.intern, or false for none
            fetch: {proxy: proxy.example} | a.yaml:3: fetch.proxy: found "proxy.example", expected a proxy such as http://proxy.example:3128 or http://{{env:PROXY_LOGIN}}@proxy.example:3128
            fetch: {proxy: "http://me:secret@proxy.example:3128"} | a.yaml:3: fetch.proxy: the login stands in the file itself, expected where it is kept: http://{{env:PROXY_LOGIN}}@proxy.example:3128, with user:password in that variable
            fetch: {headers: [a]}        | a.yaml:3: fetch.headers: found a list, expected a map such as {Accept-Language: de}
            fetch: {headers: {Host: a}}  | a.yaml:3: fetch.headers.Host: this header cannot be declared, as it follows from the address: remove it
            fetch: {headers: {transfer-encoding: a}} | a.yaml:3: fetch.headers.transfer-encoding: this header cannot be declared, as it is about one connection and not about the page: remove it
            fetch: {headers: {Cookie2: a}} | a.yaml:3: fetch.headers.Cookie2: this header cannot be declared, as no site reads it any more (RFC 6265): remove it
            fetch: {headers: {"a b": c}} | a.yaml:3: fetch.headers.a b: is no name of a header: letters, digits and hyphens are
            fetch: {headers: {A: b, a: c}} | a.yaml:3: fetch.headers.a: this header is there already, in other letters: remove one
            fetch: {headers: {A: "bü"}}  | a.yaml:3: fetch.headers.A: found "bü", expected a value of a header: printable ASCII, one line
            fetch: {headers: {Authorization: "Bearer x"}} | a.yaml:3: fetch.headers.Authorization: found the value itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            fetch: {headers: {A: "{{env:MILLRACE_NOT_SET}}"}} | a.yaml:3: fetch.headers.A: found "{{env:MILLRACE_NOT_SET}}", expected a variable that is set: export MILLRACE_NOT_SET
            fetch: {headers: {A: "{{vault:x}}"}} | a.yaml:3: fetch.headers.A: found "{{vault:x}}", expected a reference: {{env:NAME}} for a variable, {{file:PATH}} for a mounted file, or {{aws:NAME}} for a secret of AWS
            fetch: {allow-private: yes}  | a.yaml:3: fetch.allow-private: found "yes", expected one of true, false
            """)
    void aFaultSaysWhatWasFoundWhatWasExpectedAndWhatToDo(String line, String fault) throws IOException {
        file("a.yaml", HEAD + line);
        assertEquals(List.of(fault), faults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                            | a.yaml:2: pages: is empty, expected a list such as [https://acme.example/p/1, {file: urls.csv}]
            https://acme.example/p/1      | a.yaml:2: pages: found "https://acme.example/p/1", expected a list such as [https://acme.example/p/1, {file: urls.csv}]
            [acme.example/p/1]            | a.yaml:2: pages[0]: found "acme.example/p/1", expected an address that begins with https:// or http://
            ["ftp://acme.example/p/1"]    | a.yaml:2: pages[0]: found "ftp://acme.example/p/1", expected an address that begins with https:// or http://
            ["https:///p/1"]              | a.yaml:2: pages[0]: found "https:///p/1", expected an address with a host, such as https://acme.example/p/1
            ["https://acme.example/a b"]  | a.yaml:2: pages[0]: found "https://acme.example/a b", expected an address such as https://acme.example/p/1: percent-encode the character at position 23
            ["https://me:pw@a.example/"]  | a.yaml:2: pages[0]: the address holds a user name or password: remove what stands before the @
            ["https://me:p w@a.example"]  | a.yaml:2: pages[0]: the address holds a user name or password: remove what stands before the @
            [{url: "https://a.example"}]  | a.yaml:2: pages[0].url: unknown key, expected one of file, listing, sitemap
            [{fil: urls.csv}]             | a.yaml:2: pages[0].fil: unknown key, did you mean file?
            [{lising: "https://a.example"}] | a.yaml:2: pages[0].lising: unknown key, did you mean listing?
            [{}]                          | a.yaml:2: pages[0].file: is missing, expected a CSV file's name
            [{listing: "https://a.example/c"}] | a.yaml:2: pages[0].links: is missing, expected a CSS selector of the links to pages, such as a.product, or match instead
            [{listing: "a.example/c", links: a}] | a.yaml:2: pages[0].listing: found "a.example/c", expected an address that begins with https:// or http://
            [{listing: "https://a.example/c", links: "a["}] | a.yaml:2: pages[0].links: found "a[", expected a CSS selector of links such as a.product or li.item a: Did not find balanced marker at ''
            [{listing: "https://a.example/c", links: a, nxt: b}] | a.yaml:2: pages[0].nxt: unknown key, did you mean next?
            [{listing: "https://a.example/c", links: a, limit: 0}] | a.yaml:2: pages[0].limit: found "0", expected a whole number from 1 to 1000000
            [{sitemap: "https://a.example/s.xml", links: a}] | a.yaml:2: pages[0].links: unknown key, expected one of sitemap, match, limit, changed-since-read
            [{sitemap: "https://a.example/s.xml", changed-since: true}] | a.yaml:2: pages[0].changed-since: unknown key, did you mean changed-since-read?
            [{sitemap: "https://a.example/s.xml", match: "p/*"}] | a.yaml:2: pages[0].match: found "p/*", expected a pattern such as /p/* or "regex:/p/[0-9]+", or a list of them: it begins neither with / nor with https:// nor with regex:
            [{sitemap: "https://a.example/s.xml", match: ["/p/*", "regex:("]}] | a.yaml:2: pages[0].match[1]: found "regex:(", expected a pattern such as /p/* or "regex:/p/[0-9]+", or a list of them: error parsing regexp: missing closing ): `(`
            [{sitemap: "https://a.example/s.xml", match: {a: b}}] | a.yaml:2: pages[0].match: found a map, expected a pattern such as /p/* or "regex:/p/[0-9]+", or a list of them
            ["https://a.example/s.xml", {sitemap: "https://a.example/s.xml"}] | a.yaml:2: pages[1].sitemap: found "https://a.example/s.xml" a second time, first in a.yaml:2: remove one
            [[x]]                         | a.yaml:2: pages[0]: found a list, expected an address or {file: urls.csv}
            [{file: urls.csv}]            | urls.csv: there is no such file: create it, or name another
            ["https://a.example/1", "HTTPS://A.example:443/1#x"] | a.yaml:2: pages[1]: found "HTTPS://A.example:443/1#x" a second time, first in a.yaml:2: remove one
            """)
    void aFaultyPageIsToldWithItsPlace(String pages, String fault) throws IOException {
        file("a.yaml", "source: acme\npages: " + pages);
        var lines = faults();
        assertEquals(fault, lines.get(0));
    }

    @Test
    void aFaultStaysOnOneLine() throws IOException {
        file("a.yaml", HEAD + "select: {price: \"a >\\n >\"}");
        assertEquals(1, faults().size());
    }

    @Test
    void aSourceNeedsANameAndPages() throws IOException {
        file("a.yaml", "every: 5m");
        assertEquals(
                List.of(
                        "a.yaml:1: source: is missing, expected the source's name, such as acme",
                        "a.yaml:1: pages: is missing, expected a list such as [https://acme.example/p/1, "
                                + "{file: urls.csv}]"),
                faults());
    }

    @Test
    void pagesThatNothingFollowsAreEmpty() throws IOException {
        file("a.yaml", "source: acme\npages:\n");
        assertEquals(
                List.of("a.yaml:2: pages: is empty, expected a list such as [https://acme.example/p/1, "
                        + "{file: urls.csv}]"),
                faults());
    }

    @Test
    void everyAndCronExcludeEachOther() throws IOException {
        file("a.yaml", HEAD + "every: 5m\ncron: 0 0/5 * * * ?");
        assertEquals(List.of("a.yaml:4: cron: every is there too, and a source has one of them: remove one"), faults());
    }

    @Test
    void aNameIsUsedOnce() throws IOException {
        file("a.yaml", HEAD);
        file("b.yaml", HEAD);
        assertEquals(List.of("b.yaml:1: source: found \"acme\", as a.yaml:1 is called already: rename one"), faults());
    }

    @Test
    void aCityBelongsToOneSource() throws IOException {
        file("a.yaml", CITIES.formatted("north"));
        file("b.yaml", CITIES.formatted("south"));
        assertEquals(
                List.of(
                        "b.yaml:1: source: has the city \"berlin\", as a.yaml:2 has: its rows would be mixed, rename one"),
                faults());
    }

    @Test
    void aCityIsSomewhere() throws IOException {
        file("a.yaml", CITIES.formatted("north") + "signals: {pages: false}\n");
        assertEquals(
                List.of(
                        "a.yaml:3: signals: has pages: false, and \"berlin\" has no latitude and longitude: declare them"),
                faults());
    }

    @Test
    void aNameIsPlain() throws IOException {
        file("a.yaml", HEAD.replace("acme\n", "Acme DE\n"));
        assertEquals(
                List.of(
                        "a.yaml:1: source: found \"Acme DE\", expected a name of lower-case letters, digits, hyphens and "
                                + "underscores"),
                faults());
    }

    @Test
    void aFileThatIsNotYamlIsOneFaultAndTheOtherFilesAreCheckedAllTheSame() throws IOException {
        file("a.yaml", "source: acme\n\tpages: []");
        file("b.yaml", HEAD + "evry: 5m");
        assertEquals(
                List.of(
                        "a.yaml:2: a tab stands where YAML wants spaces: replace it",
                        "b.yaml:3: evry: unknown key, did you mean every?"),
                faults());
    }

    @Test
    void aFolderWithoutSourcesSaysHowToWriteOne() {
        assertEquals(
                List.of(folder + ": holds no source: write a file like acme.yaml with the line {source: acme, pages: "
                        + "[\"https://acme.example/p/1\"]}"),
                faults());
    }

    @Test
    void aMissingFolderOfSourcesSaysHowToWriteOne() {
        var missing = folder.resolve("sources");
        assertEquals(
                List.of("sources: there is no such folder of sources: create it, and write a file like acme.yaml with "
                        + "the line {source: acme, pages: [\"https://acme.example/p/1\"]}"),
                Faulty.lines(folder, () -> SourceFiles.read(missing)));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> faults() {
        return Faulty.lines(folder, () -> SourceFiles.read(folder));
    }
}
