package io.millrace.city;

import io.millrace.dataset.FailedPage;
import io.millrace.signal.SignalReading.Outcome;
import java.util.Locale;

/** A provider's answer that gave nothing: the message says what was found, at which question, and what to do. */
public final class ProviderException extends RuntimeException implements FailedPage {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    ProviderException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    /** Whether the same request may succeed soon. */
    public boolean isRetryable() {
        return outcome == Outcome.RETRY;
    }

    @Override
    public String result() {
        return "provider_" + outcome.name().toLowerCase(Locale.ROOT);
    }
}
