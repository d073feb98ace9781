package io.millrace.source;

/**
 * A request to a provider of city signals.
 *
 * @param id what is asked, unique in its source and the same in every round: {@code weather berlin}
 * @param provider who is asked
 * @param api whether it goes to an API, and not to a page that robots.txt speaks of
 * @param context what the reading of the answer needs
 */
public record Call(String id, Provider provider, boolean api, Object context) implements Errand {
    @Override
    public String kind() {
        return "call";
    }
}
