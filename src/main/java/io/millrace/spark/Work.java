package io.millrace.spark;

import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Json;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Plan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every task knows.
 *
 * @param inputs what is to be cleaned, in the order of the plan
 * @param rules JSON of the plan without what is in {@code inputs}
 */
record Work(ArrayList<Input> inputs, byte[] rules, String attempt, LakeFiles lake) implements Serializable {
    static Work of(Plan plan, AttemptKeys keys, LakeFiles lake) {
        var inputs = new ArrayList<Input>();
        plan.objects().forEach(object -> inputs.add(new Input(object.key(), false)));
        plan.files().forEach(file -> inputs.add(new Input(file, true)));
        var rules = new Plan(
                plan.n(),
                plan.planned(),
                plan.kind(),
                plan.replaces(),
                plan.only(),
                List.of(),
                List.of(),
                Map.of(),
                plan.datasets(),
                plan.total(),
                plan.erasures(),
                plan.suspects());
        return new Work(inputs, rules.toJson(), keys.attempt(), lake);
    }

    Plan plan() {
        return Json.read(rules, Plan.class, "the plan that the tasks know");
    }

    /** Datasets in the order of the plan. */
    static List<Dataset> datasets(Plan plan) {
        return plan.datasets().values().stream().<Dataset>map(Dataset::fromMap).toList();
    }

    boolean hasDatasetsWhoseKeysSpanDays() {
        return !datasets(plan()).stream().allMatch(Work::isKeyOfOneDay);
    }

    /** Whether all rows of one key are of one day, because the time of observation is part of it. */
    static boolean isKeyOfOneDay(Dataset dataset) {
        return dataset.key().stream()
                .flatMap(name -> dataset.column(name).stream())
                .anyMatch(column -> column.from().equals("event.observed_at")
                        && (column.type().kind() == ColumnType.Kind.TIMESTAMP
                                || column.type().kind() == ColumnType.Kind.DATE));
    }
}
