package io.millrace.dashboard;

/** Which product is meant. */
record ProductKey(String source, String sku) {}
