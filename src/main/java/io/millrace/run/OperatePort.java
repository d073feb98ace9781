package io.millrace.run;

import io.millrace.config.OperateSettings;
import io.millrace.lake.Reason;
import io.millrace.operate.Answers;
import io.millrace.operate.Answers.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where health and metrics are answered and nothing else, for this machine or for others. */
final class OperatePort implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final int LONGEST_ADDRESS = 1_024;
    private static final int MOST_HEADERS = 8_192;
    private static final int WORKERS = 8;
    private static final int FAILED = 500;
    private static final int NOT_ALLOWED = 405;
    private static final Logger LOG = LoggerFactory.getLogger(OperatePort.class);
    private static final String LIVE = "/health/live";

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(WORKERS)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final Answers answers;

    private OperatePort(Answers answers) {
        this.answers = answers;
    }

    /**
     * Does nothing if the port could be taken now, or none is set.
     *
     * @throws UsageException otherwise
     */
    static void check(OperateSettings settings) {
        if (settings.port().isPresent()
                && !ControlPort.isFree(settings.host(), settings.port().getAsInt())) {
            throw taken(settings, null);
        }
    }

    /**
     * Answers from now on.
     *
     * @return null where no port is set
     * @throws UsageException if the port cannot be taken
     */
    static OperatePort open(OperateSettings settings, Answers answers) {
        var port = settings.port();
        if (port.isEmpty()) {
            return null;
        }
        var opened = new OperatePort(answers);
        try {
            opened.listen(settings.host(), port.getAsInt());
            return opened;
        } catch (CompletionException e) {
            opened.close();
            throw taken(settings, e.getCause());
        }
    }

    private static UsageException taken(OperateSettings settings, Throwable reason) {
        var why = reason == null || reason instanceof BindException && isInUse(reason)
                ? "is in use: free it, or set another with operate.port"
                : "cannot be taken (" + reason.getMessage() + "): see operate.host and operate.port";
        return new UsageException("port " + settings.port().getAsInt() + " of " + settings.host() + " " + why);
    }

    private static boolean isInUse(Throwable reason) {
        return String.valueOf(reason.getMessage()).contains("in use");
    }

    private void listen(String host, int port) {
        var options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(LONGEST_ADDRESS)
                .setMaxHeaderSize(MOST_HEADERS);
        vertx.createHttpServer(options)
                .requestHandler(this::serve)
                .listen(port, host)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void serve(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response()
                    .setStatusCode(NOT_ALLOWED)
                    .putHeader("Allow", "GET")
                    .end();
        } else if (LIVE.equals(request.path())) {
            // At once: whatever others wait for must not make it look dead.
            try {
                send(request, answers.to(LIVE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            vertx.executeBlocking(() -> answers.to(request.path()), false)
                    .onSuccess(answer -> send(request, answer))
                    .onFailure(failure -> {
                        LOG.warn("path={} could not be answered: {}", request.path(), Reason.of(failure));
                        request.response().setStatusCode(FAILED).end();
                    });
        }
    }

    private static void send(HttpServerRequest request, Answer answer) {
        request.response()
                .setStatusCode(answer.code())
                .putHeader("Content-Type", answer.type())
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(answer.body()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
