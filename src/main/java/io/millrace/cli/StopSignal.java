package io.millrace.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as something to wait for. Once asked to stop, the process stays until {@link #letGo}, so that what
 * is under way is finished and the last words are printed.
 */
final class StopSignal implements AutoCloseable {
    private static final CountDownLatch FINISHED = new CountDownLatch(1);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread hook = new Thread(this::asked, "millrace-stop");

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command is done: a process that was asked to stop ends now. */
    static void letGo() {
        FINISHED.countDown();
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits at most that long; true if a stop was asked for. */
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping already: the hook is what keeps it until now.
        }
    }

    private void asked() {
        asked.countDown();
        try {
            FINISHED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
