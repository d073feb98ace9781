package io.millrace.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of a YAML file.
 *
 * @param items in the order of the file; items without a value are left out, as they are faults already
 */
public record YamlList(Place place, List<YamlValue> items, Faults faults) implements YamlValue {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String description() {
        return "a list";
    }

    /** The items that are single values; every other is a fault. */
    public List<Scalar> scalars(String expected) {
        var scalars = new ArrayList<Scalar>();
        for (var item : items) {
            if (item instanceof Scalar scalar) {
                scalars.add(scalar);
            } else {
                faults.add(item.place(), "found " + item.description() + ", expected " + expected);
            }
        }
        return scalars;
    }

    /** The items that are maps; every other is a fault. */
    public List<YamlMap> maps(String expected) {
        var maps = new ArrayList<YamlMap>();
        for (var item : items) {
            if (item instanceof YamlMap map) {
                maps.add(map);
            } else {
                faults.add(item.place(), "found " + item.description() + ", expected " + expected);
            }
        }
        return maps;
    }
}
