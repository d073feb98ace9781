package io.millrace.alert;

import io.millrace.config.AlertChannel;

/** One round of telling a channel what waits for it. Not thread-safe: one exchange has it. */
public final class PostRound {
    private final AlertChannel channel;
    private Delivery delivery;
    private String fault;
    private boolean isWell;

    PostRound(AlertChannel channel) {
        this.channel = channel;
    }

    AlertChannel channel() {
        return channel;
    }

    /** Whether there is one to be told. */
    public boolean hasDelivery() {
        return delivery != null;
    }

    /** What is to be told now. */
    public Delivery delivery() {
        return delivery;
    }

    /** Whether the round went through, and the channel is not known to take nothing. */
    public boolean isWell() {
        return isWell;
    }

    void take(Delivery next) {
        delivery = next;
    }

    void end(boolean well) {
        isWell = well;
    }

    void failed(String reason) {
        fault = reason;
    }

    /** Why the channel did not take one; null if it took all. */
    String fault() {
        return fault;
    }
}
