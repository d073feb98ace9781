package io.millrace.source;

/**
 * What an address is looked at for that is no page itself.
 *
 * @param hunt what was found by its list in the round under way
 * @param depth 0 where the list is declared, one more at each step from there
 */
public record Lead(Hunt hunt, int depth) implements Errand {
    @Override
    public String kind() {
        return list().kind();
    }

    PageList list() {
        return hunt.list();
    }
}
