package io.millrace.config;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What to say of a file that is not YAML. */
final class YamlProblem {
    private YamlProblem() {}

    static String message(MarkedYamlEngineException e) {
        var problem = e.getProblem();
        if (problem.contains("\\t(TAB)")) {
            return "a tab stands where YAML wants spaces: replace it";
        }
        if (problem.contains("found another document")) {
            return "a second document begins here (---): one file holds one";
        }
        if (problem.contains("that cannot start any token")) {
            return "is not YAML: " + problem.replaceAll("\\. \\(Do not use.*", "") + ": put the value in quotes";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "is not YAML: a second \": \" in the line, or a wrong indentation: indent keys of one map alike, "
                    + "and put a value that holds \": \" in quotes";
        }
        var context = e.getContext() == null || e.getContext().isEmpty() ? "" : " " + e.getContext();
        var begun = e.getContextMark()
                .map(mark -> " that begins in line " + (mark.getLine() + 1))
                .orElse("");
        return "is not YAML: " + problem + (context.isEmpty() ? "" : context + begun);
    }
}
