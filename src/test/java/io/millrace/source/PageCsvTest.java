package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Faulty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCsvTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aSourceNamesTheFile() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), "source: acme\npages: [{file: urls.csv}]");
    }

    @Test
    void furtherColumnsAreLabelsInTheirOrder() throws IOException {
        csv("our_sku,url,Brand name\nA-1,https://a.example/1,Acme\n");
        var labels = read().get(0).labels();
        assertEquals(Map.of("our_sku", "A-1", "Brand name", "Acme"), labels);
        assertEquals(List.of("our_sku", "Brand name"), new ArrayList<>(labels.keySet()));
    }

    @Test
    void aBlankCellIsNoLabel() throws IOException {
        csv("url,our_sku,brand\nhttps://a.example/1, ,Acme\n");
        assertEquals(Map.of("brand", "Acme"), read().get(0).labels());
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNoHarm() throws IOException {
        csv("\uFEFFurl,our_sku\r\nhttps://a.example/1,A-1\r\nhttps://a.example/2,A-2\r\n");
        assertEquals(
                List.of(
                        new PageRef("https://a.example/1", Map.of("our_sku", "A-1"), place(2)),
                        new PageRef("https://a.example/2", Map.of("our_sku", "A-2"), place(3))),
                read());
    }

    @Test
    void aQuotedCellMayHoldCommasQuotesAndLineBreaks() throws IOException {
        csv("url,note\n\"https://a.example/1,2\",\"say \"\"hi\"\"\nthere\"\nhttps://a.example/3,x\n");
        assertEquals(
                List.of(
                        new PageRef("https://a.example/1,2", Map.of("note", "say \"hi\"\nthere"), place(2)),
                        new PageRef("https://a.example/3", Map.of("note", "x"), place(4))),
                read());
    }

    @Test
    void emptyLinesDoNotCountButLinesAreCountedWithThem() throws IOException {
        csv("\nurl\n\nhttps://a.example/1\n\n\nhttps://a.example/2\n\n");
        assertEquals(
                List.of(place(4), place(7)), read().stream().map(PageRef::place).toList());
    }

    @Test
    void everyFaultyRowIsToldWithItsLine() throws IOException {
        csv(
                "url,our_sku\n,A-1\nacme.example,A-2\nhttps://a.example/1,x,A-3\nhttps://a.example/2\nhttps://a.example/3,A\n"
                        + "https://a.example/3,B\n");
        assertEquals(
                List.of(
                        "urls.csv:2: url: found \"\", expected an address that begins with https:// or http://",
                        "urls.csv:3: url: found \"acme.example\", expected an address that begins with https:// or "
                                + "http://",
                        "urls.csv:4: found 3 cells, expected 2: put a cell that holds a comma into quotes",
                        "urls.csv:5: found 1 cells, expected 2: put a cell that holds a comma into quotes",
                        "urls.csv:7: url: found \"https://a.example/3\" a second time, first in urls.csv:6: remove one"),
                faults());
    }

    @Test
    void aFileWithoutAColumnOfAddressesIsOneFault() throws IOException {
        csv("link,our_sku\nhttps://a.example/1,A-1\n");
        assertEquals(List.of("urls.csv:1: found the columns link, our_sku, expected one that is called url"), faults());
    }

    @Test
    void columnsSeparatedBySemicolonsAreToldAsSuch() throws IOException {
        csv("url;our_sku\nhttps://a.example/1;A-1\n");
        assertEquals(
                List.of("urls.csv:1: found the columns url;our_sku, expected one that is called url (columns are "
                        + "separated by commas)"),
                faults());
    }

    @Test
    void aColumnHasANameOfItsOwn() throws IOException {
        csv("url,a,a,\nhttps://a.example/1,1,2,3\n");
        assertEquals(
                List.of(
                        "urls.csv:1: a: two columns have this name: rename one",
                        "urls.csv:1: column 4 has no name: name or remove it"),
                faults());
    }

    @Test
    void aQuoteThatIsNotClosedIsAFaultWithTheLineWhereItsRowBegins() throws IOException {
        csv("url,note\nhttps://a.example/1,ok\nhttps://a.example/2,\"open\nhttps://a.example/3,x\n");
        assertEquals(
                List.of(
                        "urls.csv:3: is not CSV: a quote in the row that begins here is not closed, or text follows one: "
                                + "put a cell that holds quotes into quotes, and double those inside"),
                faults());
    }

    @Test
    void aFileThatListsNoPageIsAFault() throws IOException {
        csv("url\n");
        assertEquals(
                List.of("urls.csv:1: lists no page: write a line with the column names, url first, and a line for each "
                        + "page"),
                faults());
    }

    @Test
    void aFileInAnotherEncodingIsAFault() throws IOException {
        Files.write(folder.resolve("urls.csv"), "url\nhttps://a.example/Äpfel".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("urls.csv: is not UTF-8: save it as UTF-8"), faults());
    }

    private String place(int line) {
        return folder.resolve("urls.csv") + ":" + line;
    }

    private void csv(String text) throws IOException {
        Files.writeString(folder.resolve("urls.csv"), text);
    }

    private List<PageRef> read() {
        return SourceFiles.read(folder).get(0).pages();
    }

    private List<String> faults() {
        return Faulty.lines(folder, () -> SourceFiles.read(folder));
    }
}
