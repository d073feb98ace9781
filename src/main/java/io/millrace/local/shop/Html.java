package io.millrace.local.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The frame that all pages share. */
final class Html {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --line: #dfe3ea; --paper: #fff; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8ecf3; --soft: #a3adbf; --line: #343c4b; --paper: #171c26; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
            body > * { max-width: 66rem; margin: 0 auto; padding: 1rem 1.25rem; }
            header { border-bottom: 3px solid hsl(var(--hue) 55% 45%); font-weight: 600; font-size: 1.2rem; }
            footer { color: var(--soft); font-size: .85rem; border-top: 1px solid var(--line); margin-top: 2rem; }
            a { color: inherit; }
            .shelf { display: grid; gap: 1rem; padding: 0; list-style: none;
              grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
            .shelf li { border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; }
            .shelf a { display: block; height: 100%; text-decoration: none; }
            .shelf a > * { display: block; margin: .5rem .9rem; }
            .picture, .shelf a > .picture { display: grid; place-items: center; height: 8rem; margin: 0;
              font-size: 3rem; font-weight: 700; color: hsl(var(--tone) 50% 32%);
              background: linear-gradient(135deg, hsl(var(--tone) 60% 90%), hsl(var(--tone) 45% 78%)); }
            .product { display: grid; gap: 2rem; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
            .product .picture { height: 20rem; border-radius: .8rem; font-size: 7rem; }
            @media (max-width: 44rem) { .product { grid-template-columns: 1fr; } .product .picture { height: 12rem; } }
            .now { font-size: 1.7rem; font-weight: 700; }
            .was { color: var(--soft); text-decoration: line-through; }
            .stock { font-weight: 600; color: #1d7a46; }
            .gone { color: #b3402c; }
            dt { color: var(--soft); float: left; clear: left; width: 8rem; }
            dd { margin-left: 8rem; }
            """;

    private Html() {}

    /** A whole page; {@code title} and {@code shop} as text, {@code body} as HTML. */
    static String page(String language, int hue, String shop, String title, String head, String body) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="icon" href="data:,">
                <style>
                :root { --hue: %d; }
                %s</style>
                %s</head>
                <body>
                <header><a href="/">%s</a></header>
                %s</body>
                </html>
                """.formatted(language, text(title), hue, STYLE, head, text(shop), body);
    }

    /** The list of all products on a shop's first page. */
    static String shelf(Storefront front, List<Offer> offers, Function<BigDecimal, String> shown, String soldOut) {
        var items = new StringBuilder();
        for (var i = 0; i < offers.size(); i++) {
            var product = front.products().get(i);
            var offer = offers.get(i);
            items.append("<li><a href=\"%s\">%s<strong>%s</strong><span>%s</span></a></li>\n"
                    .formatted(
                            front.path(product),
                            picture(product),
                            text(product.name()),
                            offer.inStock() ? shown.apply(offer.price()) : soldOut));
        }
        return "<ul class=\"shelf\">\n%s</ul>\n".formatted(items);
    }

    /** Links to products, as list items. */
    static String links(Storefront front, List<Product> products) {
        return products.stream()
                .map(product -> "<li><a href=\"%s\">%s</a></li>".formatted(front.path(product), text(product.name())))
                .collect(Collectors.joining());
    }

    /** A picture of sorts: the brand's first letter on a colour of its own. */
    static String picture(Product product) {
        var letter = product.brand().substring(0, product.brand().offsetByCodePoints(0, 1));
        return "<span class=\"picture\" style=\"--tone: %d\" aria-hidden=\"true\">%s</span>"
                .formatted(Math.floorMod(product.brand().hashCode() * 37, 360), text(letter));
    }

    /** Text that can stand between tags and in quoted attributes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
