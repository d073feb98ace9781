package io.millrace.dashboard;

import java.io.InputStream;

/**
 * A file for the browser to keep.
 *
 * @param name of letters, digits, dots and hyphens alone
 * @param type of its content
 * @param isTruncated whether there is more than it holds
 * @param content to be closed by whoever has it; the file behind it is gone with that
 */
public record Download(String name, String type, boolean isTruncated, InputStream content) {}
