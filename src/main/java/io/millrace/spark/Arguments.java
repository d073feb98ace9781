package io.millrace.spark;

import java.util.HashMap;
import java.util.List;

/**
 * What a job is asked.
 *
 * @param lake URI of the lake's root, with a slash at its end
 * @param plan number of the batch
 * @param attempt id of the attempt
 */
record Arguments(String lake, long plan, String attempt) {
    private static final List<String> NAMES = List.of("--lake", "--plan", "--attempt");

    static Arguments of(String... arguments) {
        var values = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length != 2 * NAMES.size()
                || !values.keySet().containsAll(NAMES)
                || !values.get("--plan").matches("[1-9]\\d{0,17}")
                || !values.get("--attempt").matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("found the arguments " + List.of(arguments)
                    + ", expected --lake URI --plan NUMBER --attempt ID (letters, digits, hyphens)");
        }
        var lake = values.get("--lake");
        return new Arguments(
                lake.endsWith("/") ? lake : lake + "/", Long.parseLong(values.get("--plan")), values.get("--attempt"));
    }
}
