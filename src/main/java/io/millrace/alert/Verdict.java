package io.millrace.alert;

import java.math.BigDecimal;

/**
 * What a rule says of one look.
 *
 * @param tells whether it is told
 * @param before the price that it was held against; null where there is none
 * @param state to be remembered; null: as it was
 */
record Verdict(boolean tells, BigDecimal before, State state) {
    static final Verdict SILENT = new Verdict(false, null, null);
}
