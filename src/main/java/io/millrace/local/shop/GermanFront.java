package io.millrace.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lindenhaus: JSON-LD, euros, and German numbers in what a person reads. */
record GermanFront(List<Product> products) implements Storefront {
    private static final String SHOP = "Lindenhaus";
    private static final int HUE = 150;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "demo-de";
    }

    @Override
    public ShopPrice currency() {
        return ShopPrice.EUR;
    }

    @Override
    public String path(Product product) {
        return "/artikel/" + product.sku().toLowerCase(Locale.ROOT) + ".html";
    }

    @Override
    public String page(Product product, Offer offer, List<Product> others) {
        var head = "<script type=\"application/ld+json\">\n%s\n</script>\n".formatted(structured(product, offer));
        var body = """
                <main class="product">
                %s
                <div>
                <h1>%s</h1>
                <p>%s</p>
                %s<p class="now">%s</p>
                <p>inkl. MwSt., versandkostenfrei ab 49,00&nbsp;€</p>
                <p class="%s">%s</p>
                <dl><dt>Marke</dt><dd>%s</dd><dt>Artikel-Nr.</dt><dd>%s</dd><dt>EAN</dt><dd>%s</dd></dl>
                <h2>Das könnte Ihnen auch gefallen</h2>
                <ul>%s</ul>
                </div>
                </main>
                <footer>Ein erfundener Laden auf Ihrem eigenen Rechner. <a href="/checkout">Zur Kasse</a></footer>
                """.formatted(
                        Html.picture(product),
                        Html.text(product.name()),
                        Html.text(product.description()),
                        offer.listPrice()
                                .map(list -> "<p class=\"was\">UVP %s</p>\n".formatted(shown(list)))
                                .orElse(""),
                        shown(offer.price()),
                        offer.inStock() ? "stock" : "stock gone",
                        offer.inStock() ? "Auf Lager, in 1–3 Werktagen bei Ihnen" : "Ausverkauft",
                        Html.text(product.brand()),
                        product.sku(),
                        product.gtin(),
                        Html.links(this, others));
        return Html.page("de", HUE, SHOP, product.name() + " – " + SHOP, head, body);
    }

    @Override
    public String index(List<Offer> offers) {
        var shelf = Html.shelf(this, offers, GermanFront::shown, "Ausverkauft");
        var body = "<main>\n<h1>Unser Sortiment</h1>\n%s</main>\n".formatted(shelf);
        return Html.page("de", HUE, SHOP, SHOP, "", body);
    }

    @Override
    public String reading() {
        return "hints: {currency: EUR, language: de}\n";
    }

    private static String shown(BigDecimal amount) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.GERMANY);
        return new DecimalFormat("#,##0.00", symbols).format(amount) + "&nbsp;€";
    }

    private static String structured(Product product, Offer offer) {
        Map<String, Object> priced = new LinkedHashMap<>();
        priced.put("@type", "Offer");
        priced.put("price", offer.price().setScale(2).toPlainString());
        priced.put("priceCurrency", "EUR");
        priced.put("availability", "https://schema.org/" + (offer.inStock() ? "InStock" : "OutOfStock"));
        priced.put("itemCondition", "https://schema.org/NewCondition");
        offer.listPrice()
                .ifPresent(list -> priced.put(
                        "priceSpecification",
                        Map.of(
                                "@type", "UnitPriceSpecification",
                                "priceType", "https://schema.org/ListPrice",
                                "price", list.setScale(2).toPlainString(),
                                "priceCurrency", "EUR")));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("@context", "https://schema.org");
        item.put("@type", "Product");
        item.put("name", product.name());
        item.put("sku", product.sku());
        item.put("gtin13", product.gtin());
        item.put("brand", Map.of("@type", "Brand", "name", product.brand()));
        item.put("description", product.description());
        item.put("offers", priced);
        try {
            // A "</script>" inside a value would end the element.
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(item)
                    .replace("</", "<\\/");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write product " + product.sku() + " as JSON", e);
        }
    }
}
