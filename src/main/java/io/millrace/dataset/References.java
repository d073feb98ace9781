package io.millrace.dataset;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How datasets refer to each other.
 *
 * @param datasets those that refer and are referred to, parents before their children
 */
public record References(List<Dataset> datasets) {
    /** A reference with the dataset that has it and the one that it means. */
    public record Link(Dataset child, Reference reference, Dataset parent) {}

    public References {
        datasets = parentsFirst(datasets);
    }

    /** Those that a dataset has to others of these, in the order of its declaration. */
    public List<Link> from(Dataset child) {
        var links = new ArrayList<Link>();
        for (var reference : child.references()) {
            find(datasets, reference.dataset()).ifPresent(parent -> links.add(new Link(child, reference, parent)));
        }
        return links;
    }

    /** Those that others of these have to a dataset. */
    public List<Link> to(Dataset parent) {
        return datasets.stream()
                .flatMap(child -> from(child).stream())
                .filter(link -> link.parent().name().equals(parent.name()))
                .toList();
    }

    /** Those that a dataset is connected with by references, itself among them, parents before their children. */
    public List<Dataset> model(Dataset dataset) {
        var names = new LinkedHashSet<String>();
        var found = new ArrayDeque<>(List.of(dataset));
        while (!found.isEmpty()) {
            var next = found.remove();
            if (names.add(next.name())) {
                from(next).forEach(link -> found.add(link.parent()));
                to(next).forEach(link -> found.add(link.child()));
            }
        }
        return datasets.stream().filter(one -> names.contains(one.name())).toList();
    }

    /** Each of these in its model, those first that are declared first. */
    public List<List<Dataset>> models() {
        return datasets.stream().map(this::model).distinct().toList();
    }

    private static List<Dataset> parentsFirst(Collection<Dataset> datasets) {
        var ordered = new LinkedHashSet<Dataset>();
        datasets.forEach(dataset -> place(dataset, datasets, ordered, Set.of()));
        return List.copyOf(ordered);
    }

    private static void place(
            Dataset dataset, Collection<Dataset> datasets, Set<Dataset> ordered, Collection<String> path) {
        if (path.contains(dataset.name())) {
            throw new IllegalArgumentException("datasets refer to each other in a circle: " + path);
        }
        var longer = new LinkedHashSet<>(path);
        longer.add(dataset.name());
        for (var reference : dataset.references()) {
            find(datasets, reference.dataset()).ifPresent(parent -> place(parent, datasets, ordered, longer));
        }
        ordered.add(dataset);
    }

    private static Optional<Dataset> find(Collection<Dataset> datasets, String name) {
        return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    /** Adds what is wrong with a dataset's references, where all datasets are known. */
    static void check(Dataset child, Collection<Dataset> all, Place place, Faults faults) {
        for (var reference : child.references()) {
            find(all, reference.dataset())
                    .ifPresentOrElse(
                            parent -> check(child, reference, parent, place, faults),
                            () -> faults.add(
                                    place,
                                    "refers to the dataset " + reference.dataset()
                                            + ", which is not declared: declare it, or correct the name"));
        }
        if (reaches(child, child.name(), all, new LinkedHashSet<>())) {
            faults.add(place, "refers to itself in the end: of two datasets, one has to be there without the other");
        }
    }

    private static void check(Dataset child, Reference reference, Dataset parent, Place place, Faults faults) {
        var types = types(child, reference.columns());
        var expected = types(parent, parent.key());
        if (!types.equals(expected)) {
            faults.add(
                    place,
                    "refers to " + parent.name() + " with " + reference.columns() + ", of " + types + ", but its key "
                            + parent.key() + " is of " + expected
                            + ": name as many columns of the same types and lengths");
        }
    }

    private static List<String> types(Dataset dataset, List<String> columns) {
        return columns.stream()
                .flatMap(name -> dataset.column(name).stream())
                .map(column -> column.type() + (column.maxLength() == null ? "" : " of " + column.maxLength()))
                .toList();
    }

    private static boolean reaches(Dataset from, String goal, Collection<Dataset> all, Set<String> seen) {
        return from.references().stream()
                .anyMatch(reference -> reference.dataset().equals(goal)
                        || seen.add(reference.dataset())
                                && find(all, reference.dataset())
                                        .filter(next -> reaches(next, goal, all, seen))
                                        .isPresent());
    }
}
