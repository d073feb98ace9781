package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that the views over a dataset are filled in with, beside those of all its statements. */
final class Marts {
    /** Days for which a price that is not seen counts as unchanged: two rounds of a source that is looked at weekly. */
    private static final int CARRIED_DAYS = 14;

    /** Days by which an offer may be behind the newest look of all. */
    private static final int RECENT_DAYS = 2;

    private static final Column DOUBLE = new Column(
            "double", new ColumnType(ColumnType.Kind.DOUBLE, 0, 0), false, "", null, null, null, null, List.of(), "");

    private Marts() {}

    static Map<String, String> values(Dataset dataset, Dialect dialect) {
        var values = new HashMap<String, String>();
        values.put("view-options", "");
        values.putAll(Sql.of(dataset, dialect));
        values.put("double", dialect.type(dataset, DOUBLE));
        values.put("same-currency", dialect.same("previous_currency", "currency"));
        values.put("observed-day", dialect.day("observed_at"));
        values.put("newest-day", dialect.day("max(observed_at)"));
        values.put("carried-from-day", dialect.later("day", CARRIED_DAYS));
        values.put("carried-from-previous-day", dialect.later("previous_day", CARRIED_DAYS));
        values.put("recent-from-day", dialect.later("day", RECENT_DAYS));
        values.put("label-our-sku", dialect.member("p.labels", "our_sku"));
        values.put("label-own", dialect.member("p.labels", "own"));
        return values;
    }
}
