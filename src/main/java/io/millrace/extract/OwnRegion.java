package io.millrace.extract;

import java.util.HashSet;
import java.util.Set;

/** How an element stands to the heading of the product: what both are inside of sets neither apart. */
final class OwnRegion {
    private final Box heading;
    private final Set<Box> aroundHeading = new HashSet<>();

    /** Whether the page marks up several products as such. */
    private final boolean severalProducts;

    /** Where the page goes over to other products, by a heading that says so. */
    private final int others;

    /** An aside in which the product is bought, or null. */
    private Box counter;

    OwnRegion(Box heading, PageScan scan) {
        this.heading = heading;
        others = OtherProducts.begin(scan, heading == null || !heading.seen ? 0 : heading.end());
        for (var box = heading; box != null; box = box.parent) {
            aroundHeading.add(box);
        }
        severalProducts =
                scan.marked().stream().filter(OwnRegion::isProduct).limit(2).count() > 1;
    }

    private static boolean isProduct(Box element) {
        return element.has("itemscope") && element.attr("itemtype").endsWith("/Product");
    }

    /** The aside around the only button to buy of a page is where its product is bought. */
    void findCounter(BuyButtons buttons) {
        if (buttons.buying().size() != 1) {
            return;
        }
        var button = buttons.buying().get(0);
        if (button.start < others && inside(button) == 1) {
            for (var box = button; box != null; box = box.parent) {
                if (box.tag().equals("aside") && (box.names & Names.ELSEWHERE) == 0) {
                    counter = box;
                }
            }
        }
    }

    /** How many of the elements around belong to other products or to the site, up to one that holds the heading too. */
    int apart(Box box) {
        return (box.start >= others ? 2 : 0) + inside(box);
    }

    /** The same by the elements around alone. */
    int inside(Box box) {
        if (box.elsewhere == 0 && !severalProducts) {
            return 0;
        }
        var common = box;
        int products = 0;
        while (common != null && !aroundHeading.contains(common)) {
            products += severalProducts && isProduct(common) ? 1 : 0;
            common = common.parent;
        }
        int around = common == null ? 0 : common.elsewhere;
        // Where the heading is a part of a popup or a tile, so is the rest of the product.
        int own = heading == null ? 0 : heading.elsewhere - around;
        boolean atCounter = counter != null && box.start >= counter.start && box.end() <= counter.end();
        return products + Math.max(0, box.elsewhere - around - Math.max(0, own) - (atCounter ? 1 : 0));
    }
}
