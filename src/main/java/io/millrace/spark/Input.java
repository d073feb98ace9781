package io.millrace.spark;

import java.io.Serializable;

/**
 * A file to be cleaned.
 *
 * @param isRejected whether it holds lines that were rejected before; else it is a raw object
 */
record Input(String key, boolean isRejected) implements Serializable {}
