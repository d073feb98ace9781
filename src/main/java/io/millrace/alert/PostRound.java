package io.millrace.alert;

import io.millrace.config.AlertChannel;

/** One round of telling a channel what waits for it. Not thread-safe: one exchange has it. */
public final class PostRound {
    private final AlertChannel channel;
    private Delivery delivery;
    private String fault;
    private int sent;

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

    /** Whether the channel was seen to take alerts. */
    public boolean hasSent() {
        return sent > 0;
    }

    void take(Delivery next) {
        delivery = next;
    }

    void sent() {
        sent++;
    }

    void failed(String reason) {
        fault = reason;
    }

    /** Why the channel did not take one; null if it took all. */
    String fault() {
        return fault;
    }
}
