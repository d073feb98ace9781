package io.millrace.run;

import io.millrace.city.CallCount;
import io.millrace.lake.CallCounts;

/** Requests to providers, counted in the lake. */
record CountedCalls(CallCounts counts) implements CallCount {
    @Override
    public boolean take(String provider, String period, String day, int most) {
        return counts.take(provider, period, day, most);
    }

    @Override
    public int used(String provider, String period) {
        return counts.used(provider, period);
    }

    @Override
    public int usedOn(String day, String provider, String period) {
        return counts.usedOn(day, provider, period);
    }
}
