package io.millrace.run;

import io.millrace.city.CallMemory;
import io.millrace.city.CallRecord;
import io.millrace.watch.WatchStore;

/** The answers of providers, kept in the store of what is watched. */
record KeptCalls(WatchStore store) implements CallMemory {
    @Override
    public CallRecord find(String source, String address) {
        return store.call(source, address, CallRecord.class);
    }

    @Override
    public void keep(String source, String address, CallRecord record) {
        store.keepCall(source, address, record);
    }
}
