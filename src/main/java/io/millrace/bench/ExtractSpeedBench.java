package io.millrace.bench;

import io.millrace.extract.ExtractHints;
import io.millrace.extract.OfferExtractor;
import io.millrace.extract.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;

/** The CPU of a whole extraction against jsoup's parse of the same bytes, in turns, in one thread. */
final class ExtractSpeedBench implements Bench {
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 120;
    private static final double NANOS = 1e6;
    private static final double TARGET = 1.3;
    private static final double STATED_TARGET = 0.4;

    /** As on pages of shops: half of it scripts and styles. */
    private static final int SCRIPTS = 280_000;

    private static final int LARGE = 550_000;
    private static final int ROWS = 600;

    @Override
    public String name() {
        return "extract-speed";
    }

    @Override
    public String what() {
        return "CPU of an extraction, against jsoup's parse: a page of 550 KB, one whose JSON-LD decides, one of 600 rows";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws IOException {
        return List.of(
                ratio("whole page", page(LARGE, false), TARGET),
                ratio("stated", page(LARGE, true), STATED_TARGET),
                ratio("rows", rows(), TARGET));
    }

    private static Ratio ratio(String name, String html, double target) throws IOException {
        var page = new Page(html.getBytes(StandardCharsets.UTF_8), "text/html", "https://shop.example/p/4711");
        var threads = ManagementFactory.getThreadMXBean();
        long parse = 0;
        long extract = 0;
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            Jsoup.parse(new ByteArrayInputStream(page.body()), null, page.url());
            long middle = threads.getCurrentThreadCpuTime();
            var read = OfferExtractor.extract(page, ExtractHints.NONE);
            long end = threads.getCurrentThreadCpuTime();
            if (read.offer() == null || read.offer().price() == null) {
                throw new IllegalStateException("the page of " + name + " gives no price: " + read.reason());
            }
            parse += round < 0 ? 0 : middle - start;
            extract += round < 0 ? 0 : end - middle;
        }
        return new Ratio(name, extract / NANOS / ROUNDS, "ms", "jsoup's parse", parse / NANOS / ROUNDS, target, false);
    }

    private static String page(int size, boolean stated) {
        var random = new Random(7);
        var html = new StringBuilder(
                "<!doctype html><html lang=en><head><meta charset=utf-8><title>Oak Lamp</title><style>");
        while (html.length() < SCRIPTS / 2) {
            html.append(".c").append(random.nextInt(9_999)).append("{margin:0 auto;color:#123456}");
        }
        html.append("</style><script>var state={");
        while (html.length() < SCRIPTS) {
            html.append("\"k")
                    .append(random.nextInt(9_999))
                    .append("\":{\"id\":")
                    .append(random.nextInt())
                    .append("},");
        }
        html.append("}</script>")
                .append(stated ? JSON_LD : "")
                .append("</head><body><div class=main><h1>Oak Lamp</h1>")
                .append("<div class=price>€20.00</div><p class=stock>In stock</p><button>Add to cart</button></div>");
        while (html.length() < size) {
            html.append("<div class='grid item-")
                    .append(random.nextInt(999))
                    .append("' data-id='")
                    .append(random.nextInt())
                    .append("'><ul class=list><li><a href='/p/")
                    .append(random.nextInt(9_999))
                    .append("' title='some other thing'><img src='/i/1.jpg' alt=thing width=100 height=100></a></li>")
                    .append(
                            "<li class=text><span class=label>Some words that describe</span> <b>a thing</b></li></ul></div>");
        }
        return html.append("</body></html>").toString();
    }

    private static final String JSON_LD =
            "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Oak Lamp\","
                    + "\"sku\":\"L-4711\",\"brand\":\"Luma\",\"offers\":{\"price\":\"20.00\",\"priceCurrency\":\"EUR\",\"availability\":\"InStock\"}}"
                    + "</script>";

    private static String rows() {
        var html = new StringBuilder("<html lang=en><head><title>Oak Lamp</title></head><body><h1>Oak Lamp</h1>"
                + "<p class=price>€20.00</p><button>Add to cart</button><table>");
        for (var row = 0; row < ROWS; row++) {
            html.append("<tr class=row><td class=name><a href='/p/")
                    .append(row)
                    .append("'>Lamp ")
                    .append(row)
                    .append("</a></td><td class=price>€")
                    .append(row + 1)
                    .append(".50</td><td class=text>some words</td></tr>");
        }
        return html.append("</table></body></html>").toString();
    }
}
