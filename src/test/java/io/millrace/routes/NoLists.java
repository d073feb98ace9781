package io.millrace.routes;

import io.millrace.source.ListWatch;

/** No source has one. */
record NoLists() implements ListWatch {
    @Override
    public void works(String source) {
        throw new IllegalStateException("no lists are declared");
    }

    @Override
    public void fails(String source, Throwable reason) {
        works(source);
    }
}
