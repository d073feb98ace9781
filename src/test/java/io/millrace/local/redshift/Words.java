package io.millrace.local.redshift;

import java.util.Set;

/** Words of Redshift's SQL, of which the grammar knows those that Millrace uses. */
final class Words {
    /** Not to be names without quotation marks; of Redshift's list those that could be mistaken. */
    static final Set<String> RESERVED = words("""
            all analyse and any as asc between both case cast check column constraint create cross default delta
            desc distinct do else encode end except false for foreign from full grant group having identity in
            inner intersect into is join leading left like limit minus natural new not null nulls off offset old
            on only open or order outer partition percent primary raw references right select snapshot some
            sysdate system table tag then to top trailing true truncatecolumns union unique user using verbose
            wallet when where with without
            """);

    /** Functions that Redshift documents. */
    static final Set<String> FUNCTIONS = words("""
            avg coalesce concat count current_schema exp first_value floor format_type getdate greatest json_parse
            json_serialize lag lead length ln lower lpad max md5 min nullif octet_length rank replace round
            row_number sum to_char upper version
            """);

    private Words() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
