package io.millrace.source;

/** What an address is looked at for that is no page of a product. */
public interface Errand {
    /** What is to be read there, in a word. */
    String kind();
}
