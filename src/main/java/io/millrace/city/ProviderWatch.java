package io.millrace.city;

/** Who wants to know how providers are doing. */
public interface ProviderWatch {
    void works(String provider);

    void fails(String provider, Exception reason);
}
