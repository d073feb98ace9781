package io.millrace.bench;

import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Processor time of reading a price text, against a regular expression that only finds the number. */
final class PriceBench implements Bench {
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d., ']*");

    /** Times that all texts are read in a round. */
    private static final int REPEATS = 2_000;

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;
    private static final double LIMIT_NANOS = 2_000;
    private static final double AGAINST_PATTERN = 10;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Keeps the compiler from leaving out what nobody asks for. */
    private int sink;

    @Override
    public String name() {
        return "price";
    }

    @Override
    public String what() {
        return "reading a price text, processor time in ns (at most 2,000), and against a regular expression that finds the"
                + " number alone (at most 10); takes half a minute";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws IOException {
        var texts = texts();
        var read = new ArrayList<Double>();
        var found = new ArrayList<Double>();
        // In turns, so that whatever else the machine does meanwhile meets both.
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                read.clear();
                found.clear();
            }
            read.add(
                    nanos(texts, text -> PriceParser.read(text, PriceHints.NONE).hashCode()));
            found.add(nanos(texts, PriceBench::number));
        }
        progress.println("price: " + texts.size() + " texts, " + ROUNDS + " rounds, medians (" + sink + ")");
        progress.flush();
        var median = median(read);
        return List.of(
                new Ratio("price", median, "ns", "the limit", LIMIT_NANOS, 1, false),
                new Ratio("price", median, "ns", "a regular expression", median(found), AGAINST_PATTERN, false));
    }

    private static int number(String text) {
        var number = NUMBER.matcher(text);
        return number.find() ? new BigDecimal(digits(number.group())).hashCode() : 0;
    }

    private static String digits(String number) {
        var digits = new StringBuilder();
        number.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private double nanos(List<String> texts, ToIntFunction<String> work) {
        var start = threads.getCurrentThreadCpuTime();
        for (var i = 0; i < REPEATS; i++) {
            for (var text : texts) {
                sink += work.applyAsInt(text);
            }
        }
        return (threads.getCurrentThreadCpuTime() - start) / (double) REPEATS / texts.size();
    }

    private static double median(List<Double> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /** As shops write them. */
    static List<String> texts() throws IOException {
        try (InputStream in = PriceBench.class.getResourceAsStream("/bench/prices.txt")) {
            return new String(Objects.requireNonNull(in, "prices.txt").readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
