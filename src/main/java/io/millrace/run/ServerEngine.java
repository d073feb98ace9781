package io.millrace.run;

import io.millrace.lake.Reason;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What carries Camel's HTTP server. It hears that the server could not have its port; Camel starts without it. */
final class ServerEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerEngine.class);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    ServerEngine() {
        vertx.exceptionHandler(this::failed);
    }

    /** To be bound in the registry, where the server looks for it. */
    Vertx vertx() {
        return vertx;
    }

    /** Ends exceptionally with the first failure; never otherwise. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    private void failed(Throwable reason) {
        // The first one is told by the start that it ends, where there is one.
        if (!failure.completeExceptionally(reason)) {
            LOG.warn("http failed: {}", Reason.of(reason));
        }
        LOG.debug("http failed", reason);
    }

    /** Ends its threads; to be called when the server has stopped. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
