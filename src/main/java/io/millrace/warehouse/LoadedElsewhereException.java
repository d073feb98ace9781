package io.millrace.warehouse;

/** Another loader has been at the same batches meanwhile; nothing was changed, and the next look sees what it did. */
final class LoadedElsewhereException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LoadedElsewhereException(String message) {
        super(message);
    }
}
