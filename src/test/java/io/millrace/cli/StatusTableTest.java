package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static String table(String json) throws IOException {
        return StatusTable.of(Json.MAPPER.readTree(json.replace('\'', '"')));
    }

    @Test
    void publishersStandThereOnlyWhereSomethingIsMissing() throws IOException {
        var text = table("""
                {'publishers':[{'publisher':'a','missing':[]},{'publisher':'b','missing':[[4,4],[6,9]]}]}""");
        assertFalse(text.contains("publisher a"), text);
        assertTrue(text.contains("MISSING  events of publisher b: 4, 6-9"), text);
    }

    @Test
    void manyShardsTakeOneLine() throws IOException {
        var shards = IntStream.range(0, 200)
                .mapToObj(i -> "{'shard':'s" + i + "','behind':2,'behind_seconds':" + i + "}")
                .collect(Collectors.joining(","));
        var text = table("{'stream':{'shards':[" + shards + "]}}");
        assertTrue(text.startsWith("stream   200 shards, 400 records not landed, the oldest since 3 min"), text);
        assertEquals(1, text.lines().filter(line -> line.startsWith("stream")).count());
    }

    @Test
    void sumsOfTablesThatHoldAreCountedAndBrokenOnesNamed() throws IOException {
        var text = table("""
                {'sums':[{'sum':'landed = read','left':5,'right':5,'holds':true},
                {'sum':'w.a: inserted = rows','left':5,'right':5,'holds':true},
                {'sum':'w.b: inserted = rows','left':5,'right':6,'holds':false}]}""");
        assertTrue(text.contains("holds    landed = read  (5 = 5)"), text);
        assertTrue(text.contains("BROKEN   w.b: inserted = rows  (5 and 6)"), text);
        assertTrue(text.contains("holds    1 sums of the warehouses' tables"), text);
        assertFalse(text.contains("w.a"), text);
    }

    @Test
    void aThousandFailedObjectsMayBeMore() throws IOException {
        assertTrue(table("{'failed':1000}").contains("failed   1,000 or more objects"));
        assertTrue(table("{'failed':999}").contains("failed   999 objects"));
    }

    @Test
    void heldBatchesSpoolAndLossesAreTold() throws IOException {
        var text = table("""
                {'spool':{'events':3,'bytes':2048,'behind_seconds':7200},'trimmed':[{'shard':'s1','from':'5','to':'9'}],
                'clean':{'held_batches':12,'held':[{'batch':7,'records':5,'reason':'failed','detail':'no memory'}]}}""");
        assertTrue(text.contains("3 events wait to be published, 2,048 bytes, the oldest since 2 h 0 min"), text);
        assertTrue(text.contains("LOST     s1: retention trimmed records"), text);
        assertTrue(text.contains("HELD     batch 7, 5 records, failed: no memory"), text);
        assertTrue(text.contains("HELD     11 more batches"), text);
    }

    @Test
    void whatADeepCheckFoundIsNamed() throws IOException {
        var text = table("""
                {'deep':{'checked':{'objects':2},'findings':[{'kind':'row_missing','place':'w.t id=1','found':'x'}]}}""");
        assertTrue(text.contains("deep     looked at 2 objects"), text);
        assertTrue(text.contains("FOUND    row_missing w.t id=1: x"), text);
    }

    @Test
    void whatIsCleanedNowAndHowFarTheCatalogIsAreTold() throws IOException {
        var text = table("""
                {'clean':{'committed':8},'cleaning':{'batch':9,'engine':'embedded','since':'2026-11-21T10:00:00Z',
                'read':1200,'planned':5000},'catalog':{'database':'millrace','registered':7}}""");
        assertTrue(text.contains("batch 9 by embedded since 2026-11-21T10:00:00Z: 1,200 lines read of 5,000"), text);
        assertTrue(text.contains("catalog  7 of 8 batches registered in millrace"), text);
        text = table("""
                {'cleaning':{'batch':9,'engine':'emr','since':'2026-11-21T10:00:00Z','read':null,'planned':null,
                'job':'millrace-9-a (j-1)','state':'BOOTSTRAPPING'}}""");
        assertTrue(text.contains("since 2026-11-21T10:00:00Z: job millrace-9-a (j-1), BOOTSTRAPPING"), text);
    }
}
