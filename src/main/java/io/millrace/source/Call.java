package io.millrace.source;

/**
 * A request to a provider of city signals.
 *
 * @param id what is asked, unique in its source and the same in every round: {@code weather berlin}
 * @param provider who is asked
 * @param context what the reading of the answer needs
 */
public record Call(String id, Provider provider, Object context) implements Errand {
    @Override
    public String kind() {
        return "call";
    }
}
