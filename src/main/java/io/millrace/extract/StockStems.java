package io.millrace.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells quickly which lines may speak of the availability, by how their words begin. */
final class StockStems {
    private static final int LENGTH = 3;

    /** The first letters of a word of each phrase, for languages with spaces between words. */
    private static final Set<String> STEMS = Arrays.stream("""
            sto ava sol una dis out ins bac pre lim few las res oos lie ver lag vor aus sof nac epu épu rup ind com ago exi esa ord
            esg esp uit lev bes voo wyp bra dos mag prz zam skl vyp ned var uds tem stok tük yok sat нал нет laos loppu til raktár
            not unt hin fue pri bes pen sup gön men fin obj und
            """.strip().split("\\s+"))
            .map(stem -> stem.substring(0, Math.min(LENGTH, stem.length())))
            .collect(Collectors.toUnmodifiableSet());

    private StockStems() {}

    /** Whether one of its words begins as one of a statement does; always in other scripts. */
    static boolean mayState(String line) {
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : ' ';
            if (c >= 0x370 && Character.isLetter(c)) {
                return true;
            }
            if (Character.isLetter(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (STEMS.contains(
                        line.substring(start, Math.min(i, start + LENGTH)).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                start = -1;
            }
        }
        return false;
    }
}
