package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the parser's nodes into values with places. Maps turn their values only when asked for them. */
record YamlNodes(Faults faults) {
    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    /** The value at the place; absent for null. */
    Optional<YamlValue> value(Place place, Node node) {
        if (!TAGS.contains(node.getTag())) {
            faults.add(place, "found the tag " + Quoted.plain(node.getTag().getValue()) + ": remove it");
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(map(place, mapping));
        }
        if (node instanceof SequenceNode sequence) {
            return Optional.of(list(place, sequence));
        }
        return node.getTag().equals(Tag.NULL)
                ? Optional.empty()
                : Optional.of(new Scalar(((ScalarNode) node).getValue(), place, faults));
    }

    private YamlMap map(Place place, MappingNode mapping) {
        var entries = new LinkedHashMap<String, YamlMap.Entry>();
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : YamlFile.MAP_AS_KEY;
            var at = place.below(key, line(tuple.getKeyNode()));
            var node = tuple.getValueNode();
            var first = entries.putIfAbsent(key, new YamlMap.Entry(at, () -> value(at, node)));
            if (first != null) {
                faults.add(
                        at,
                        "stands here a second time, first in line "
                                + first.place().line() + ": remove one");
            }
        }
        return new YamlMap(place, entries, faults);
    }

    private YamlList list(Place place, SequenceNode sequence) {
        var items = new ArrayList<YamlValue>();
        for (var node : sequence.getValue()) {
            var at = place.item(items.size(), line(node));
            if (node.isRecursive()) {
                faults.add(at, "holds itself through an alias: remove the alias");
            } else {
                value(at, node)
                        .ifPresentOrElse(
                                items::add, () -> faults.add(at, "has no value: write one, or remove the line"));
            }
        }
        return new YamlList(place, items, faults);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
