package io.millrace.local.shop;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** 風見堂: plain HTML without structured data, in yen. Sold out, it shows no price at all. */
record JapaneseFront(List<Product> products) implements Storefront {
    private static final String SHOP = "風見堂";
    private static final int HUE = 10;

    @Override
    public String name() {
        return "demo-jp";
    }

    @Override
    public ShopPrice currency() {
        return ShopPrice.JPY;
    }

    @Override
    public String path(Product product) {
        return "/shohin/" + product.sku();
    }

    @Override
    public String page(Product product, Offer offer, List<Product> others) {
        var body = """
                <main class="product">
                %s
                <div>
                <h1 class="shohin-mei">%s</h1>
                <p>%s</p>
                %s<p class="zaiko %s">%s</p>
                <dl>
                <dt>ブランド</dt><dd class="brand">%s</dd>
                <dt>商品番号</dt><dd class="shohin-bango">%s</dd>
                <dt>JAN</dt><dd class="jan">%s</dd>
                </dl>
                <h2>こちらもおすすめ</h2>
                <ul>%s</ul>
                </div>
                </main>
                <footer>お使いのパソコンの中だけにある架空のお店です。<a href="/checkout">レジへ</a></footer>
                """.formatted(
                        Html.picture(product),
                        Html.text(product.name()),
                        Html.text(product.description()),
                        offer.inStock() ? prices(offer) : "",
                        offer.inStock() ? "stock" : "stock gone",
                        offer.inStock() ? "在庫あり" : "在庫切れ",
                        Html.text(product.brand()),
                        product.sku(),
                        product.gtin(),
                        Html.links(this, others));
        return Html.page("ja", HUE, SHOP, product.name() + "|" + SHOP, "", body);
    }

    @Override
    public String index(List<Offer> offers) {
        var shelf = Html.shelf(this, offers, JapaneseFront::shown, "在庫切れ");
        var body = "<main>\n<h1>商品一覧</h1>\n%s</main>\n".formatted(shelf);
        return Html.page("ja", HUE, SHOP, SHOP, "", body);
    }

    @Override
    public String reading() {
        return """
                select:                           # these pages have no structured data
                  name: h1.shohin-mei
                  sku: dd.shohin-bango
                  brand: dd.brand
                  gtin: dd.jan
                  price: span.kakaku
                  list_price: del.teika
                  availability: p.zaiko
                hints: {currency: JPY, language: ja}
                """;
    }

    private static String prices(Offer offer) {
        return offer.listPrice()
                        .map(list -> "<p>定価 <del class=\"teika was\">%s</del></p>\n".formatted(shown(list)))
                        .orElse("")
                + "<p><span class=\"kakaku now\">%s</span>(税込)</p>\n".formatted(shown(offer.price()));
    }

    private static String shown(BigDecimal amount) {
        return new DecimalFormat("¥#,##0", DecimalFormatSymbols.getInstance(Locale.JAPAN)).format(amount);
    }
}
