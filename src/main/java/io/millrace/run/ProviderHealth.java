package io.millrace.run;

import io.millrace.city.ProviderWatch;
import io.millrace.reconcile.StageHealth;

/** Shows providers that do not answer among the troubles of the status. */
record ProviderHealth(StageHealth health) implements ProviderWatch {
    @Override
    public void works(String provider) {
        health.worked(stage(provider));
    }

    @Override
    public void fails(String provider, Exception reason) {
        health.failed(stage(provider), reason);
    }

    private static String stage(String provider) {
        return "provider-" + provider;
    }
}
