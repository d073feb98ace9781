package io.millrace.bench;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.SavedPages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How right extraction is on annotated pages.
 *
 * @param pages a folder with {@code expected.jsonl}
 * @param out is told every figure, and every value that is not right
 */
public record ExtractBench(Path pages, PrintWriter out) implements Bench {
    /** As the command calls it. */
    public static final String NAME = "extract";

    private static final double PRICE_TARGET = 0.94;
    private static final double PRECISION_TARGET = 0.95;
    private static final double AVAILABILITY_TARGET = 0.95;
    private static final double OUT_OF_STOCK_TARGET = 0.75;
    private static final double SURE_TARGET = 0.95;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String what() {
        return "prices, availability and the like of annotated pages (--pages), against what is right";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws IOException {
        var scores = new AttributeScores();
        for (var page : AnnotatedPage.in(pages)) {
            var saved = SavedPages.read(pages.resolve(page.file()), page.url());
            scores.add(page, OfferExtractor.extract(saved, ExtractHints.NONE));
        }
        scores.wrong().forEach(out::println);
        scores.scores()
                .forEach((attribute, score) -> out.println(String.format(
                        Locale.ROOT,
                        "%-12s precision %.3f  recall %.3f  F1 %.3f",
                        attribute,
                        score.precision(),
                        score.recall(),
                        score.f1())));
        scores.calibration().lines().forEach(out::println);
        return ratios(scores);
    }

    private static List<Ratio> ratios(AttributeScores scores) {
        var ratios = new ArrayList<Ratio>();
        var price = scores.scores().get(AttributeScores.PRICE);
        if (price != null) {
            ratios.add(share("price F1", price.f1(), PRICE_TARGET));
            ratios.add(share("price precision", price.precision(), PRECISION_TARGET));
            ratios.add(share("sure and right", scores.calibration().sureAndRight(), SURE_TARGET));
        }
        var availability = scores.scores().get(AttributeScores.AVAILABILITY);
        if (availability != null) {
            ratios.add(share("availability F1", availability.f1(), AVAILABILITY_TARGET));
        }
        var outOfStock = scores.scores().get(AttributeScores.OUT_OF_STOCK);
        if (outOfStock != null && outOfStock.hasAny()) {
            ratios.add(share("OutOfStock F1", outOfStock.f1(), OUT_OF_STOCK_TARGET));
        }
        return ratios;
    }

    private static Ratio share(String name, double share, double target) {
        return new Ratio(name, 100 * share, "%", "all", 100, target, true);
    }
}
