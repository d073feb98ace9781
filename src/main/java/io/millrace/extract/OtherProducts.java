package io.millrace.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/** The headings under which shops show other products. */
final class OtherProducts {
    private static final int LONGEST = 60;

    private static final Pattern WORDS = Pattern.compile(
            "related (products|items|articles)|similar (products|items|ads|listings)|you may also|you might also|also (bought|viewed|like)"
                    + "|customers who|people also|recommended for|recommendations|recently viewed|frequently bought|complete the look"
                    + "|best ?sellers|more from|goes well with|sponsored|accessories|compare (with )?similar"
                    + "|ähnliche|kunden kauften|kunden kaufen|kunden haben|das könnte|passend dazu|zubehör|empfehlung|zuletzt angesehen"
                    + "|wird oft zusammen|weitere artikel|auch interessant|verwandte"
                    + "|produits? (similaires|associés|liés|complémentaires)|vous aimerez|vous pourriez|les clients|articles similaires|déjà vus"
                    + "|productos (relacionados|similares)|también te|también compraron|quizás|te puede interesar|vistos recientemente"
                    + "|prodotti (correlati|simili)|potrebbe(ro)? (anche )?(interessarti|piacerti)|chi ha (comprato|acquistato)|visti di recente"
                    + "|produtos (relacionados|similares|semelhantes)|quem (viu|comprou)|também (viram|compraram)|você também"
                    + "|gerelateerde|vergelijkbare|anderen (bekeken|kochten)|klanten (kochten|bekeken)|misschien vind|bekijk ook"
                    + "|podobne|polecane|powiązane|klienci kupili|zobacz też|podobné|související|súvisiace|zákazníci"
                    + "|liknande|relaterade|andra köpte|kanske gillar|lignende|relaterede|andre købte|samankaltais|muut katsoivat"
                    + "|похожие|с этим товаром|рекомендуем|вместе с|benzer|ilgili ürünler|hasonló|ajánlott|produse similare"
                    + "|関連商品|おすすめ|よく一緒に|この商品を|最近チェック|관련 상품|추천 상품|함께 본|相关商品|相关产品|猜你喜欢|推荐|相關商品");

    private OtherProducts() {}

    /** Where the first of them behind a place stands; beyond the page without any. */
    static int begin(PageScan scan, int from) {
        for (var leaf : scan.leaves()) {
            boolean heading = leaf.start > from
                    && leaf.length() <= LONGEST
                    && !leaf.linked
                    && (leaf.kind.is(TagKind.HEADING) || leaf.parent != null && leaf.parent.kind.is(TagKind.HEADING));
            if (heading
                    && WORDS.matcher(scan.text().of(leaf).toLowerCase(Locale.ROOT))
                            .find()) {
                return leaf.start;
            }
        }
        return Integer.MAX_VALUE;
    }
}
