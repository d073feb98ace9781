package io.millrace.alert;

import io.millrace.config.AlertChannel;

/**
 * An alert that this process is to tell to one channel, and nobody else meanwhile.
 *
 * @param lease by which this process has it
 * @param attempt the how manieth it is, from 1
 */
public record Delivery(Alert alert, AlertChannel channel, String lease, int attempt) {}
