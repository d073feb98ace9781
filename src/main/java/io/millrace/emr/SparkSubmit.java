package io.millrace.emr;

import io.millrace.lake.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a job is called.
 *
 * @param jar address of {@code millrace-spark.jar}
 * @param lake address of the lake's root
 * @param options of spark-submit, as on a command line
 */
public record SparkSubmit(String jar, String lake, String options) {
    /** A word, or what stands in quotes. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']+|\"[^\"]*\"|'[^']*')+");

    /** Arguments of the job's main class. */
    List<String> arguments(Submission submission) {
        return List.of("--lake", lake, "--plan", Long.toString(submission.n()), "--attempt", submission.attempt());
    }

    /** As EMR Serverless takes it: one line. */
    String parameters() {
        return "--class " + SparkProcess.CLEAN + (options.isEmpty() ? "" : " " + options);
    }

    /** As a step on a cluster takes it: a whole command. */
    List<String> command(Submission submission) {
        var words = new ArrayList<>(List.of("spark-submit", "--deploy-mode", "cluster"));
        // An attempt's id is used once: YARN's second try of the same would only hide why the first failed.
        words.addAll(List.of("--conf", "spark.yarn.maxAppAttempts=1"));
        words.addAll(List.of("--class", SparkProcess.CLEAN));
        WORD.matcher(options).results().forEach(word -> words.add(word.group().replaceAll("[\"']", "")));
        words.add(jar);
        words.addAll(arguments(submission));
        return words;
    }
}
