package io.millrace.local.shop;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Harbor &amp; Pine: schema.org microdata and dollars. */
record AmericanFront(List<Product> products) implements Storefront {
    private static final String SHOP = "Harbor & Pine";
    private static final int HUE = 215;

    @Override
    public String name() {
        return "demo-us";
    }

    @Override
    public ShopPrice currency() {
        return ShopPrice.USD;
    }

    @Override
    public String path(Product product) {
        return "/products/" + product.sku();
    }

    @Override
    public String page(Product product, Offer offer, List<Product> others) {
        var body = """
                <main class="product" itemscope itemtype="https://schema.org/Product">
                %s
                <div>
                <h1 itemprop="name">%s</h1>
                <p itemprop="description">%s</p>
                <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
                <meta itemprop="priceCurrency" content="USD">
                %s<p class="now" itemprop="price" content="%s">%s</p>
                <p>Free shipping on orders over $50</p>
                <p class="%s"><link itemprop="availability" href="https://schema.org/%s">%s</p>
                </div>
                <dl>
                <dt>Brand</dt><dd itemprop="brand">%s</dd>
                <dt>SKU</dt><dd itemprop="sku">%s</dd>
                <dt>GTIN</dt><dd itemprop="gtin13">%s</dd>
                </dl>
                <h2>You might also like</h2>
                <ul>%s</ul>
                </div>
                </main>
                <footer>A shop made up on your own machine. <a href="/checkout">Check out</a></footer>
                """.formatted(
                        Html.picture(product),
                        Html.text(product.name()),
                        Html.text(product.description()),
                        offer.listPrice().map(AmericanFront::list).orElse(""),
                        offer.price().setScale(2).toPlainString(),
                        shown(offer.price()),
                        offer.inStock() ? "stock" : "stock gone",
                        offer.inStock() ? "InStock" : "OutOfStock",
                        offer.inStock() ? "In stock, ships tomorrow" : "Sold out",
                        Html.text(product.brand()),
                        product.sku(),
                        product.gtin(),
                        Html.links(this, others));
        return Html.page("en", HUE, SHOP, product.name() + " | " + SHOP, "", body);
    }

    @Override
    public String index(List<Offer> offers) {
        var shelf = Html.shelf(this, offers, AmericanFront::shown, "Sold out");
        var body = "<main>\n<h1>Everything we sell</h1>\n%s</main>\n".formatted(shelf);
        return Html.page("en", HUE, SHOP, SHOP, "", body);
    }

    @Override
    public String reading() {
        return "hints: {currency: USD, language: en}\n";
    }

    private static String list(BigDecimal list) {
        return """
                <p class="was" itemprop="priceSpecification" itemscope itemtype="https://schema.org/UnitPriceSpecification">
                <link itemprop="priceType" href="https://schema.org/ListPrice">
                <meta itemprop="priceCurrency" content="USD">
                List price <span itemprop="price" content="%s">%s</span></p>
                """.formatted(list.setScale(2).toPlainString(), shown(list));
    }

    private static String shown(BigDecimal amount) {
        return new DecimalFormat("$#,##0.00", DecimalFormatSymbols.getInstance(Locale.US)).format(amount);
    }
}
