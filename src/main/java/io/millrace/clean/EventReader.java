package io.millrace.clean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads events one after the other, and gives the values at the places that are asked for, as Jackson would: most events by
 * {@link EventScan}, which makes no tree, the others by Jackson. Not thread-safe.
 */
final class EventReader {
    /** Place to the names on the way to it. */
    private final List<List<String>> paths = new ArrayList<>();

    private final EventScan scan;
    private final JsonNode[] nodes;
    private byte[] data;
    /** Of an event that the scan gave up; otherwise null. */
    private JsonNode tree;

    /** @param places all that will be asked for */
    EventReader(EventPlaces places) {
        this.scan = new EventScan(places);
        this.nodes = new JsonNode[places.count()];
        for (var i = 0; i < nodes.length; i++) {
            paths.add(places.path(i));
        }
    }

    /**
     * Takes up an event.
     *
     * @return whether it is a JSON object; if not, nothing is found in it
     * @throws IOException if it is not JSON
     * @throws NumberFormatException which Jackson throws of a number such as 1e-99999999999
     */
    boolean read(byte[] event) throws IOException {
        data = event;
        Arrays.fill(nodes, null);
        tree = scan.read(event) ? null : Json.MAPPER.readTree(event);
        return tree == null || tree.isObject();
    }

    /** The value at a place; a missing node if there is none. */
    JsonNode at(int place) {
        var node = nodes[place];
        if (node == null) {
            node = tree == null ? scanned(place) : walked(place);
            nodes[place] = node;
        }
        return node;
    }

    /** Whether there is no value at a place, or null. */
    boolean isNothing(int place) {
        return tree == null
                ? scan.found(place) == EventScan.Found.NOTHING || scan.found(place) == EventScan.Found.NULL
                : at(place).isMissingNode() || at(place).isNull();
    }

    /** The value at a place as Jackson writes it. */
    String json(int place) {
        if (tree == null) {
            switch (scan.found(place)) {
                case ASCII, TEXT -> {
                    return text(scan.from(place) - 1, scan.to(place) + 1);
                }
                case CONTAINER -> {
                    return text(scan.from(place), scan.to(place));
                }
                default -> {
                    // What is short, or written otherwise than it was read.
                }
            }
        }
        return at(place).toString();
    }

    private JsonNode walked(int place) {
        var node = tree;
        for (var name : paths.get(place)) {
            node = node.path(name);
        }
        return node;
    }

    private JsonNode scanned(int place) {
        return switch (scan.found(place)) {
            case NOTHING -> MissingNode.getInstance();
            case NULL -> NullNode.getInstance();
            case TRUE -> BooleanNode.TRUE;
            case FALSE -> BooleanNode.FALSE;
            case ASCII ->
                TextNode.valueOf(new String(
                        data, scan.from(place), scan.to(place) - scan.from(place), StandardCharsets.ISO_8859_1));
            case TEXT -> TextNode.valueOf(text(scan.from(place), scan.to(place)));
            case INTEGER -> integer(Long.parseLong(text(scan.from(place), scan.to(place))));
            case FRACTION -> DecimalNode.valueOf(new BigDecimal(text(scan.from(place), scan.to(place))));
            case ESCAPED -> parsed(scan.from(place) - 1, scan.to(place) + 1);
            case CONTAINER, INEXACT_CONTAINER -> parsed(scan.from(place), scan.to(place));
        };
    }

    private JsonNode parsed(int from, int to) {
        try {
            return Json.MAPPER.readTree(data, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException("what was found to be JSON is none", e);
        }
    }

    private static JsonNode integer(long number) {
        return (int) number == number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    private String text(int from, int to) {
        return new String(data, from, to - from, StandardCharsets.UTF_8);
    }
}
