package io.millrace.city;

/** What is remembered of the answers at the addresses that sources asked: a cache that may be lost, at the price of asking once more. */
public interface CallMemory {
    /** What is remembered, null if nothing is. */
    CallRecord find(String source, String address);

    /** What is remembered; a record of what never was, if nothing is. */
    default CallRecord before(String source, String address) {
        var record = find(source, address);
        return record == null ? CallRecord.NEVER : record;
    }

    void keep(String source, String address, CallRecord record);
}
