package io.millrace.bench;

import io.millrace.extract.Page;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Pages that extraction's speed is measured on. They have a price each, the same bytes in each run. */
enum SpeedPage {
    /** As shops' pages are: 550 KB, half of it scripts and styles. */
    WHOLE("whole page", 1.3) {
        @Override
        String html() {
            return product(SCRIPTS, LARGE, "");
        }
    },
    /** The same with JSON-LD that decides alone. */
    STATED("stated", 0.4) {
        @Override
        String html() {
            return product(SCRIPTS, LARGE, JSON_LD);
        }
    },
    /** 30 KB. */
    SMALL("small page", 1.3) {
        @Override
        String html() {
            return product(0, 30_000, "");
        }
    },
    /** A table of 600 products behind the page's own. */
    ROWS("rows", 1.3) {
        @Override
        String html() {
            return rows();
        }
    };

    private static final int SCRIPTS = 280_000;
    private static final int LARGE = 550_000;
    private static final int ROW_COUNT = 600;

    private static final String JSON_LD =
            "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Oak Lamp\","
                    + "\"sku\":\"L-4711\",\"brand\":\"Luma\",\"offers\":{\"price\":\"20.00\",\"priceCurrency\":\"EUR\",\"availability\":\"InStock\"}}"
                    + "</script>";

    private final String title;
    private final double target;

    SpeedPage(String title, double target) {
        this.title = title;
        this.target = target;
    }

    abstract String html();

    Page page() {
        return new Page(html().getBytes(StandardCharsets.UTF_8), "text/html", "https://shop.example/p/4711");
    }

    /** The ratio of a measured extraction to jsoup's parse of the same bytes. */
    Ratio ratio(double extraction, double parse, String unit) {
        return new Ratio(title, extraction, unit, "jsoup's parse", parse, target, false);
    }

    private static String product(int scripts, int size, String jsonLd) {
        var random = new Random(7);
        var html = new StringBuilder(
                "<!doctype html><html lang=en><head><meta charset=utf-8><title>Oak Lamp</title><style>");
        while (html.length() < scripts / 2) {
            html.append(".c").append(random.nextInt(9_999)).append("{margin:0 auto;color:#123456}");
        }
        html.append("</style><script>var state={");
        while (html.length() < scripts) {
            html.append("\"k")
                    .append(random.nextInt(9_999))
                    .append("\":{\"id\":")
                    .append(random.nextInt())
                    .append("},");
        }
        html.append("}</script>")
                .append(jsonLd)
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

    private static String rows() {
        var html = new StringBuilder("<html lang=en><head><title>Oak Lamp</title></head><body><h1>Oak Lamp</h1>"
                + "<p class=price>€20.00</p><button>Add to cart</button><table>");
        for (var row = 0; row < ROW_COUNT; row++) {
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
