package io.millrace.local.kinesis;

/**
 * What one call and one shard may carry.
 *
 * @param recordsPerPut records in one PutRecords
 * @param bytesPerPut bytes of data and partition keys in one PutRecords
 * @param bytesPerRecord bytes of data and partition key of one record
 * @param recordsPerGet records in one answer of GetRecords
 * @param bytesPerGet bytes of data and partition keys in one answer of GetRecords
 * @param rates what a shard takes and gives in a second
 */
record Limits(int recordsPerPut, int bytesPerPut, int bytesPerRecord, int recordsPerGet, int bytesPerGet, Rates rates) {
    private static final int MEBIBYTE = 1 << 20;

    /** Per shard and second. */
    record Rates(double recordsIn, double bytesIn, double getCalls, double bytesOut) {
        static final Rates UNLIMITED = new Rates(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The limits of AWS for a provisioned stream. For one PutRecords that is 5 MiB: AWS has begun to take 10 MiB, but
     * whatever fits 5 is accepted everywhere.
     */
    static Limits aws() {
        return perCall(new Rates(1000, MEBIBYTE, 5, 2 * MEBIBYTE));
    }

    /** The limits of AWS for a single call, and none on how many calls come in a second. */
    static Limits unthrottled() {
        return perCall(Rates.UNLIMITED);
    }

    private static Limits perCall(Rates rates) {
        return new Limits(500, 5 * MEBIBYTE, MEBIBYTE, 10_000, 10 * MEBIBYTE, rates);
    }
}
