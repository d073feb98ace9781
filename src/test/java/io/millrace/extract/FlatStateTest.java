package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatStateTest {
    private static String unfolded(String json) {
        return FlatState.unfolded(new ScriptLiteral(json, 0, 10_000).read()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[[\"ShallowReactive\",1],{\"data\":2},{\"price\":3},12.90] | {\"data\":{\"price\":12.90}}",
                "[{\"a\":1,\"b\":3},[2,2],5,\"x\"] | {\"a\":[5,5],\"b\":\"x\"}",
                "[{\"_1\":2},\"price\",[3],7.5] | {\"price\":[7.5]}",
                "{\"product\":[0,{\"price\":[0,9.5],\"sizes\":[1,[[0,\"S\"],[0,\"M\"]]]}]} | {\"product\":{\"price\":9.5,\"sizes\":[\"S\",\"M\"]}}"
            })
    void valuesThatNameEachOtherBecomeATree(String flat, String tree) {
        assertEquals(tree, unfolded(flat));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[{\"price\":19.9},{\"price\":5.5},3]", "{\"sizes\":[36,38],\"name\":\"x\"}", "[]", "{}"})
    void plainDataStaysAsItIs(String plain) {
        assertEquals(plain, unfolded(plain));
    }

    @Test
    void aValueThatLeadsBackToItselfIsLeftOut() {
        assertEquals("{\"a\":{\"b\":null}}", unfolded("[{\"a\":1},{\"b\":0},0,0]"));
    }
}
