package io.millrace.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus' text format holds.
 *
 * @param labels name of a series to the names of its labels
 * @param kinds name of a metric to gauge, counter or summary
 * @param helps name of a metric to its meaning
 */
record Scrape(Map<String, Set<String>> labels, Map<String, String> kinds, Map<String, String> helps) {
    private static final Pattern LINE =
            Pattern.compile("(?<name>[a-zA-Z_]+)(\\{(?<labels>.*)})? (-?[0-9.]+(E-?[0-9]+)?|NaN)");

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"(,|$)");
    private static final Pattern COMMENT = Pattern.compile("# (?<what>HELP|TYPE) (?<name>[a-zA-Z_]+) (?<said>.*)");

    /** @throws AssertionError naming a line that Prometheus would not read */
    static Scrape read(String text) {
        var scrape = new Scrape(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (var line : text.lines().toList()) {
            var comment = COMMENT.matcher(line);
            var sample = LINE.matcher(line);
            if (comment.matches()) {
                var where = comment.group("what").equals("TYPE") ? scrape.kinds : scrape.helps;
                where.put(comment.group("name"), comment.group("said"));
            } else if (sample.matches()) {
                scrape.labels
                        .computeIfAbsent(sample.group("name"), name -> new TreeSet<>())
                        .addAll(labels(sample.group("labels"), line));
            } else {
                throw new AssertionError("no line of Prometheus: " + line);
            }
        }
        return scrape;
    }

    private static Set<String> labels(String text, String line) {
        if (text == null) {
            return Set.of();
        }
        if (!LABEL.matcher(text).replaceAll("").isEmpty()) {
            throw new AssertionError("no labels: " + line);
        }
        return LABEL.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
