package io.millrace.extract;

import io.millrace.price.Availability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The buttons of a product.
 *
 * @param buying those by which it is bought, at most 20
 * @param off whether there is one that cannot be pressed
 * @param waiting those that stand in their place while it cannot be bought: "notify me", "sold out"
 */
record BuyButtons(List<Box> buying, List<Box> waiting, boolean off) {
    private static final int LONGEST = 40;
    private static final int MOST = 20;

    private static final Map<Character, List<String>> BUY = byFirst(words("""
            add to cart|add to basket|add to bag|add to trolley|add to order|add to my bag|buy now|buy it now|buy this|buy ticket|
            pre-order|preorder|place bid|bid now|order now|purchase|shop now & pay|get it now|
            in den warenkorb|in den einkaufswagen|zum warenkorb hinzufügen|jetzt kaufen|sofort kaufen|in den korb|jetzt bestellen|
            jetzt vorbestellen|in die einkaufstasche|ajouter au panier|ajouter à mon panier|acheter|commander|j'achète|précommander|
            añadir a la cesta|añadir al carrito|añadir a la bolsa|agregar al carrito|agregar a la bolsa|comprar|
            aggiungi al carrello|aggiungi alla borsa|acquista|metti nel carrello|compra ora|compra subito|
            adicionar ao carrinho|adicionar ao cesto|adicionar à sacola|compre agora|compra normal|
            in winkelwagen|in winkelmand|in mijn winkel|in mijn mandje|toevoegen aan winkel|nu kopen|bestellen|koop nu|
            do koszyka|dodaj do koszyka|kup teraz|kupuję|do košíka|do košíku|přidat do košíku|vložit do košíku|pridať do košíka|
            vložiť do košíka|kúpiť|koupit|lägg i|köp|lägg till i|læg i kurv|føj til kurv|tilføj til kurv|legg i handle|kjøp|køb|
            lisää ostoskoriin|lisää koriin|osta|カートに入れる|カートに追加|買い物かごに入れる|かごに追加|今すぐ買う|今すぐ購入|
            ショッピングカートに入れる|購入手続き|注文する|장바구니|구매하기|바로구매|바로 구매|加入购物车|加入購物車|立即购买|立即購買|
            купить|в корзину|добавить в корзину|заказать|до кошика|в кошик|купити|sepete ekle|hemen al|satın al|kosárba|
            în coș|în coş|adauga in cos|adaugă în coș|cumpără|dodaj u košaricu|u košaricu|dodaj v košarico|добави в количката|купи|
            καλάθι|προσθήκη στο καλάθι|αγορά|הוסף לסל|הוספה לסל|קנה עכשיו|أضف إلى السلة|أضف الى السلة|اشتر الآن|
            mua ngay|thêm vào giỏ|tambah ke keranjang|beli sekarang|เพิ่มลงตะกร้า|หยิบใส่ตะกร้า|ซื้อเลย|ซื้อทันที|lisa ostukorvi|
            ielikt grozā|pievienot grozam|į krepšelį|dėti į krepšelį"""));

    private static final List<String> WAIT = words("""
            notify me|email me when|e-mail me when|let me know when|tell me when|alert me|back in stock|join the waitlist|
            join waitlist|join waiting list|remind me when|benachrichtigen|benachrichtige mich|verfügbarkeit benachrichtig|
            erinnern sie mich|m'alerter|me prévenir|prévenez-moi|être alerté|m'avertir|avisarme|avísame|avísenme|notificarme|
            avvisami|avvertimi|notificami|avise-me|me avise|waarschuw mij|houd mij op de hoogte|mail mij|powiadom|hlídat dostupnost|
            strážiť dostupnosť|meddela mig|bevaka|giv besked|varsle meg|ilmoita kun|再入荷|入荷通知|재입고|到货通知|到貨通知|
            сообщить о поступлении|уведомить|gelince haber|értesítés kérése|anunță-mă""");

    private static final Map<Character, List<String>> WAIT_FIRST = byFirst(WAIT);

    /** In class, id and name, without what is neither letter nor digit. */
    private static final List<String> BUY_NAMES = List.of(
            "addtocart",
            "addtobasket",
            "addtobag",
            "buynow",
            "buybutton",
            "btncart",
            "cartbutton",
            "buybox",
            "tocart",
            "ajoutpanier",
            "inwarenkorb",
            "cartadd",
            "addcart",
            "placeorder");

    private static final Set<String> PRESSED = Set.of("button", "input");

    private static List<String> words(String text) {
        return Arrays.stream(text.replace("\n", "").split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static Map<Character, List<String>> byFirst(List<String> phrases) {
        return phrases.stream().collect(Collectors.groupingBy(phrase -> phrase.charAt(0)));
    }

    static BuyButtons of(PageScan scan) {
        var buying = new ArrayList<Box>();
        var waiting = new ArrayList<Box>();
        boolean off = false;
        for (var button : scan.buttons()) {
            if (!button.seen || button.length() > LONGEST || buying.size() >= MOST) {
                continue;
            }
            var said = said(button, scan.text());
            boolean waits = waits(button, said) || isPressed(button) && refuses(said);
            boolean buys = !waits && (anyBegins(said, BUY) || isPressed(button) && isNamedSo(button));
            if (waits) {
                waiting.add(button);
            } else if (buys && isOff(button)) {
                off = true;
            } else if (buys) {
                buying.add(button);
            }
        }
        return new BuyButtons(List.copyOf(buying), List.copyOf(waiting), off);
    }

    /** Those of the product whose heading is given: not of others, nor of the site. */
    BuyButtons within(OwnRegion region) {
        return new BuyButtons(
                buying.stream().filter(button -> region.apart(button) == 0).toList(),
                waiting.stream().filter(button -> region.apart(button) == 0).toList(),
                off);
    }

    /** What can be read on a button, in lower case. Links say it in their text, where they are such buttons. */
    private static List<String> said(Box button, SeenText text) {
        var words = text.of(button).toLowerCase(Locale.ROOT);
        if (button.tag().equals("a")) {
            return words.length() < 2 ? List.of() : List.of(words);
        }
        boolean input = button.tag().equals("input");
        if (input
                && !Set.of("submit", "button", "image")
                        .contains(button.attr("type").toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        var said = new ArrayList<String>(List.of(words));
        for (var attribute : List.of("alt", "title", "aria-label", "value")) {
            if (input || !attribute.equals("value")) {
                said.add(button.attr(attribute).strip().toLowerCase(Locale.ROOT));
            }
        }
        said.removeIf(one -> one.isEmpty() || one.length() > 2 * LONGEST);
        return said;
    }

    /** Whether a text begins with one of the phrases. */
    private static boolean anyBegins(List<String> said, Map<Character, List<String>> phrases) {
        for (var words : said) {
            for (var phrase : phrases.getOrDefault(words.charAt(0), List.of())) {
                if (words.startsWith(phrase)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A link says so with its first words; there are many of them. */
    private static boolean waits(Box button, List<String> said) {
        return button.tag().equals("a")
                ? anyBegins(said, WAIT_FIRST)
                : said.stream().anyMatch(words -> WAIT.stream().anyMatch(words::contains));
    }

    private static boolean refuses(List<String> said) {
        return said.stream()
                .filter(StockStems::mayState)
                .anyMatch(words ->
                        Availability.of(words).filter(value -> !value.buyable()).isPresent());
    }

    private static boolean isPressed(Box button) {
        return PRESSED.contains(button.tag()) && !button.attr("type").equals("text");
    }

    private static boolean isNamedSo(Box button) {
        var names =
                (button.attr("class") + " " + button.attr("id") + " " + button.attr("name")).toLowerCase(Locale.ROOT);
        var plain = names.replace("-", "").replace("_", "");
        return BUY_NAMES.stream().anyMatch(plain::contains);
    }

    private static boolean isOff(Box button) {
        return button.has("disabled")
                || button.attr("aria-disabled").equals("true")
                || (" " + button.attr("class") + " ").contains(" disabled ");
    }
}
