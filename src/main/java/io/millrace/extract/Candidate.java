package io.millrace.extract;

/**
 * A value that was found for a field, and what became of it.
 *
 * @param field the field's name, as in a source file's {@code select}
 * @param text as found
 * @param method how it was found (json-ld, microdata, meta, selector, visible, data-island)
 * @param selector where it was found: a path inside JSON-LD, or a CSS selector
 * @param score 0..1
 * @param reason why it won or was rejected
 */
public record Candidate(String field, String text, String method, String selector, double score, String reason) {}
