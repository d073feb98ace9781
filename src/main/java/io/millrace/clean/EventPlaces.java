package io.millrace.clean;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of events that are asked for, each with a number. Filled first, then only asked. Not thread-safe. */
final class EventPlaces {
    private final List<Field> fields = new ArrayList<>();
    private final Field root = new Field(null, new byte[0], "");

    /** An object's field, and those of its own fields that are asked for. */
    static final class Field {
        private final Field parent;
        private final byte[] name;
        private final String text;
        private final List<Field> inner = new ArrayList<>();
        private int number = -1;

        private Field(Field parent, byte[] name, String text) {
            this.parent = parent;
            this.name = name;
            this.text = text;
        }

        int number() {
            return number;
        }

        /** The field within this one whose name stands there; null if it is not asked for. */
        Field named(byte[] data, int from, int to) {
            for (var field : inner) {
                if (field.name.length == to - from
                        && field.name[0] == data[from]
                        && Arrays.equals(field.name, 0, field.name.length, data, from, to)) {
                    return field;
                }
            }
            return null;
        }

        private Optional<Field> named(String wanted) {
            return inner.stream().filter(field -> field.text.equals(wanted)).findFirst();
        }
    }

    /**
     * The number of a place such as {@code event.source}, {@code payload.sku} or {@code payload.hints.language}.
     *
     * @param from as a declaration says it
     */
    int add(String from) {
        var field = root;
        for (var part : parts(from)) {
            field = added(field, part);
        }
        return field.number;
    }

    /** Names on the way to a place. */
    private static List<String> parts(String from) {
        return Stream.of(from.split("\\."))
                .filter(part -> !part.equals("event"))
                .toList();
    }

    /** The outermost object. */
    Field root() {
        return root;
    }

    int count() {
        return fields.size();
    }

    /** Names on the way to a place, from the outermost object. */
    List<String> path(int number) {
        var path = new ArrayList<String>();
        for (var field = fields.get(number); field.parent != null; field = field.parent) {
            path.add(0, field.text);
        }
        return path;
    }

    private Field added(Field parent, String name) {
        return parent.named(name).orElseGet(() -> {
            var field = new Field(parent, name.getBytes(StandardCharsets.UTF_8), name);
            field.number = fields.size();
            fields.add(field);
            parent.inner.add(field);
            return field;
        });
    }
}
