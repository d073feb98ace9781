package io.millrace.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What QuickSight looks at in a definition beyond its schema: that all that is named is there, once, and of the type that its
 * place wants.
 */
final class QuickSightDefinition {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");
    private static final Pattern AMOUNT = Pattern.compile("(\\w+_)?price");
    private static final int GRID_COLUMNS = 36;

    /** Kind of a field to the types of columns that it takes. */
    private static final Map<String, Set<String>> TAKES = Map.of(
            "CategoricalDimensionField", Set.of("STRING"),
            "CategoricalMeasureField", Set.of("STRING"),
            "DateDimensionField", Set.of("DATETIME"),
            "NumericalMeasureField", Set.of("INTEGER", "DECIMAL"),
            "RelativeDatesFilter", Set.of("DATETIME"),
            "CategoryFilter", Set.of("STRING"),
            "NumericEqualityFilter", Set.of("INTEGER", "DECIMAL"),
            "NumericRangeFilter", Set.of("INTEGER", "DECIMAL"));

    private final JsonNode definition;
    private final Map<String, Map<String, String>> columns;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> parameters = new HashMap<>();
    /** Visual to the datasets that it shows. */
    private final Map<String, Set<String>> shown = new HashMap<>();

    private final Map<String, Set<String>> visualsOfSheets = new TreeMap<>();

    /** @param datasets identifier to column to type */
    private QuickSightDefinition(JsonNode definition, Map<String, Map<String, String>> datasets) {
        this.definition = definition;
        this.columns = new TreeMap<>();
        datasets.forEach((name, types) -> columns.put(name, new TreeMap<>(types)));
    }

    /** What is wrong, in words; empty if nothing is. */
    static List<String> faults(JsonNode definition, Map<String, Map<String, String>> datasets) {
        var checked = new QuickSightDefinition(definition, datasets);
        checked.look();
        return checked.faults;
    }

    private void look() {
        var declared = items(definition.path("DataSetIdentifierDeclarations"))
                .map(one -> one.path("Identifier").asText())
                .collect(Collectors.toSet());
        expect(declared.equals(columns.keySet()), "datasets are " + columns.keySet() + ", declared " + declared);
        items(definition.path("CalculatedFields")).forEach(this::calculated);
        items(definition.path("ParameterDeclarations"))
                .forEach(one -> one.properties().forEach(kind -> {
                    var name = kind.getValue().path("Name").asText();
                    expect(parameters.put(name, kind.getKey()) == null, "parameter " + name + " stands twice");
                    expect(
                            kind.getValue().has("DefaultValues")
                                    || kind.getValue().has("ValueWhenUnset"),
                            "parameter " + name + " says nothing of the time before a choice");
                }));
        items(definition.path("Sheets")).forEach(this::sheet);
        items(definition.path("FilterGroups")).forEach(this::filterGroup);
        items(definition.path("Sheets")).forEach(this::controls);
        within(definition).filter(node -> node.has("ColumnName")).forEach(this::column);
        within(definition)
                .flatMap(node -> Stream.of(node.path("ParameterName"), node.path("SourceParameterName")))
                .filter(JsonNode::isTextual)
                .forEach(name ->
                        expect(parameters.containsKey(name.asText()), "there is no parameter " + name.asText()));
        within(definition)
                .forEach(node -> node.properties().stream()
                        .filter(member -> TAKES.containsKey(member.getKey()))
                        .forEach(member -> typed(member.getKey(), member.getValue())));
    }

    private void calculated(JsonNode field) {
        var dataset = columns.getOrDefault(field.path("DataSetIdentifier").asText(), new TreeMap<>());
        FIELD.matcher(field.path("Expression").asText())
                .results()
                .forEach(match -> expect(
                        dataset.containsKey(match.group(1)), "a calculated field has no column " + match.group(1)));
        dataset.put(field.path("Name").asText(), "DECIMAL");
    }

    private void column(JsonNode identifier) {
        var dataset = identifier.path("DataSetIdentifier").asText();
        var name = identifier.path("ColumnName").asText();
        expect(
                columns.getOrDefault(dataset, Map.of()).containsKey(name),
                "dataset " + dataset + " has no column " + name);
    }

    private void typed(String kind, JsonNode field) {
        var column = field.path("Column");
        var type = columns.getOrDefault(column.path("DataSetIdentifier").asText(), Map.of())
                .get(column.path("ColumnName").asText());
        expect(
                type == null || TAKES.get(kind).contains(type),
                kind + " takes no " + type + " (" + column.path("ColumnName").asText() + ")");
        var parameter = field.path("ParameterName").asText("");
        var wanted = kind.equals("RelativeDatesFilter") ? "IntegerParameterDeclaration" : "StringParameterDeclaration";
        expect(
                parameter.isEmpty() || wanted.equals(parameters.get(parameter)),
                kind + " takes no parameter " + parameter);
    }

    private void sheet(JsonNode sheet) {
        var id = sheet.path("SheetId").asText();
        unique("sheet", id);
        var visuals = new HashSet<String>();
        items(sheet.path("Visuals"))
                .forEach(kind -> kind.forEach(visual -> {
                    var name = visual.path("VisualId").asText();
                    unique("visual", name);
                    expect(
                            name.startsWith(id + "-"),
                            "visual " + name + " does not begin with its sheet's name, " + id);
                    visuals.add(name);
                    visual(name, visual);
                }));
        visualsOfSheets.put(id, visuals);
        items(sheet.path("Layouts"))
                .forEach(layout -> laidOut(id, visuals, layout.at("/Configuration/GridLayout/Elements")));
    }

    private void visual(String name, JsonNode visual) {
        var fields = within(visual.path("ChartConfiguration").path("FieldWells"))
                .filter(node -> node.has("FieldId"))
                .map(node -> node.path("FieldId").asText())
                .toList();
        expect(fields.size() == Set.copyOf(fields).size(), "visual " + name + " has a field twice: " + fields);
        within(visual.path("ChartConfiguration").path("SortConfiguration"))
                .filter(node -> node.has("FieldId"))
                .forEach(sort -> expect(
                        fields.contains(sort.path("FieldId").asText()),
                        "visual " + name + " is sorted by a field that it has not: "
                                + sort.path("FieldId").asText()));
        var datasets = within(visual)
                .filter(node -> node.has("DataSetIdentifier"))
                .map(node -> node.path("DataSetIdentifier").asText())
                .collect(Collectors.toSet());
        expect(datasets.size() == 1, "visual " + name + " shows more than one dataset: " + datasets);
        shown.put(name, datasets);
        notAddedUp(name, visual.path("ChartConfiguration").path("FieldWells"));
    }

    /** An amount is aggregated for each currency by itself, and the points of an index for each source and currency. */
    private void notAddedUp(String name, JsonNode wells) {
        var by = columnsOf("CategoricalDimensionField", wells);
        columnsOf("NumericalMeasureField", wells).forEach(measure -> {
            expect(
                    !AMOUNT.matcher(measure).matches() || by.contains("currency"),
                    "visual " + name + " puts different currencies together in " + measure);
            expect(
                    !measure.equals("index_points") || by.contains("series"),
                    "visual " + name + " puts different indices together");
        });
    }

    private static Set<String> columnsOf(String kind, JsonNode wells) {
        return within(wells)
                .filter(node -> node.has(kind))
                .map(node -> node.path(kind).at("/Column/ColumnName").asText())
                .collect(Collectors.toSet());
    }

    private void laidOut(String sheet, Set<String> visuals, JsonNode elements) {
        var cells = new HashSet<String>();
        var laid = new HashSet<String>();
        items(elements).forEach(element -> {
            var id = element.path("ElementId").asText();
            laid.add(id);
            var right = element.path("ColumnIndex").asInt()
                    + element.path("ColumnSpan").asInt();
            expect(right <= GRID_COLUMNS, id + " ends behind the grid, in column " + right);
            for (var column = element.path("ColumnIndex").asInt(); column < right; column++) {
                for (var row = 0; row < element.path("RowSpan").asInt(); row++) {
                    expect(
                            cells.add(column + " " + (element.path("RowIndex").asInt() + row)),
                            id + " covers another visual of sheet " + sheet);
                }
            }
        });
        expect(laid.equals(visuals), "sheet " + sheet + " lays out " + laid + ", but has " + visuals);
    }

    private void filterGroup(JsonNode group) {
        unique("filter group", group.path("FilterGroupId").asText());
        var datasets = new HashSet<String>();
        items(group.path("Filters"))
                .forEach(kind -> kind.forEach(filter -> {
                    unique("filter", filter.path("FilterId").asText());
                    datasets.add(filter.at("/Column/DataSetIdentifier").asText());
                }));
        expect(datasets.size() == 1, "a filter group is about more than one dataset: " + datasets);
        items(group.at("/ScopeConfiguration/SelectedSheets/SheetVisualScopingConfigurations"))
                .forEach(scope -> {
                    var sheet = scope.path("SheetId").asText();
                    var visuals = visualsOfSheets.getOrDefault(sheet, Set.of());
                    expect(visualsOfSheets.containsKey(sheet), "a filter is for a sheet that is not there: " + sheet);
                    items(scope.path("VisualIds")).map(JsonNode::asText).forEach(id -> {
                        expect(visuals.contains(id), "a filter is for a visual that is not there: " + id);
                        expect(datasets.equals(shown.get(id)), "a filter of " + datasets + " is for " + id);
                    });
                });
    }

    private void controls(JsonNode sheet) {
        var ids = new HashSet<String>();
        items(sheet.path("FilterControls"))
                .forEach(kind -> kind.forEach(control -> {
                    ids.add(control.path("FilterControlId").asText());
                    unique("control", control.path("FilterControlId").asText());
                    var filter = control.path("SourceFilterId").asText();
                    expect(
                            this.ids.contains("filter " + filter),
                            "a control is for a filter that is not there: " + filter);
                }));
        items(sheet.path("ParameterControls"))
                .forEach(kind -> kind.forEach(control -> {
                    ids.add(control.path("ParameterControlId").asText());
                    unique("control", control.path("ParameterControlId").asText());
                    expect(
                            control.at("/DisplayOptions/SelectAllOptions/Visibility")
                                    .asText()
                                    .equals("HIDDEN"),
                            control.path("ParameterControlId").asText() + " offers all values at once");
                }));
        var laid = items(sheet.path("SheetControlLayouts"))
                .flatMap(layout -> items(layout.at("/Configuration/GridLayout/Elements")))
                .map(element -> element.path("ElementId").asText())
                .collect(Collectors.toSet());
        expect(laid.equals(ids), "controls that are laid out are " + laid + ", but there are " + ids);
    }

    private void unique(String kind, String id) {
        expect(ids.add(kind + " " + id), kind + " " + id + " stands twice");
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<JsonNode> within(JsonNode tree) {
        return Stream.concat(
                Stream.of(tree), StreamSupport.stream(tree.spliterator(), false).flatMap(QuickSightDefinition::within));
    }
}
