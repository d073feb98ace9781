package io.millrace.extract;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The buttons by which a product is bought. */
final class BuyButtons {
    private static final int LONGEST = 40;
    private static final int MOST = 20;

    private static final List<String> WORDS = List.of(
            "add to cart",
            "add to basket",
            "add to bag",
            "add to trolley",
            "buy now",
            "buy it now",
            "buy this",
            "pre-order",
            "in den warenkorb",
            "in den einkaufswagen",
            "jetzt kaufen",
            "sofort kaufen",
            "in den korb",
            "ajouter au panier",
            "acheter",
            "añadir a la cesta",
            "añadir al carrito",
            "agregar al carrito",
            "comprar",
            "aggiungi al carrello",
            "acquista",
            "adicionar ao carrinho",
            "adicionar ao cesto",
            "in winkelwagen",
            "in winkelmand",
            "in mijn winkel",
            "do koszyka",
            "kup teraz",
            "do košíka",
            "do košíku",
            "lägg i",
            "köp",
            "læg i kurv",
            "legg i handle",
            "kjøp",
            "lisää ostoskoriin",
            "lisää koriin",
            "カートに入れる",
            "カートに追加",
            "今すぐ買う",
            "장바구니",
            "구매하기",
            "바로구매",
            "加入购物车",
            "加入購物車",
            "купить",
            "в корзину",
            "sepete ekle",
            "kosárba",
            "în coș",
            "adauga in cos");

    private BuyButtons() {}

    static List<Element> find(PageContext page, VisibleText text, Surroundings around) {
        return page
                .document()
                .select("button, input[type=submit], input[type=button], input[type=image], a, [role=button]")
                .stream()
                .filter(button -> text.seen(button) && !button.hasAttr("disabled"))
                .filter(button -> buys(button, text) && around.elsewhere(button) == 0)
                .limit(MOST)
                .toList();
    }

    private static boolean buys(Element button, VisibleText text) {
        if (text.length(button) > LONGEST) {
            return false;
        }
        return Stream.of(text.text(button), button.attr("value"), button.attr("alt"), button.attr("aria-label"))
                .map(words -> words.strip().toLowerCase(Locale.ROOT))
                .anyMatch(words -> WORDS.stream().anyMatch(words::startsWith));
    }
}
