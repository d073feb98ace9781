package io.millrace.local.shop;

import java.net.URI;
import java.util.List;

/**
 * One of the demo's shops.
 *
 * @param name name of the source that reads it, and of its file without the ending
 * @param base the address of its index page
 * @param productPages the addresses of all its products, in shelf order
 */
public record Front(String name, URI base, List<URI> productPages) {}
