package io.millrace.local.shop;

import java.util.List;

/** How a shop looks: its addresses, its markup, its language, and how a user declares it as a source. */
interface Storefront {
    /** The front's name, {@code demo-de} for one. */
    String name();

    List<Product> products();

    /** How it rounds, and by its name the currency. */
    ShopPrice currency();

    /** The path of a product's page. */
    String path(Product product);

    /** The page of a product with this offer; {@code others} are linked, without their prices. */
    String page(Product product, Offer offer, List<Product> others);

    /** The page that shows all products; offers in the order of {@link #products()}. */
    String index(List<Offer> offers);

    /** The lines of its source file that tell how to read it: {@code select} and {@code hints}. */
    String reading();
}
