package io.millrace.chaos;

import java.io.IOException;
import java.net.URI;

/** A server on loopback some of whose answers to the processes of one application go wrong, for tests of other packages. */
public final class FaultyServer implements AutoCloseable {
    private static final FaultProxy.Watch NOBODY = new FaultProxy.Watch() {
        @Override
        public boolean awaits(FaultProxy.Stage stage, Call call, HttpMessage request) {
            return false;
        }

        @Override
        public void reached(FaultProxy.Stage stage, Call call) {}
    };

    private final Faults faults;
    private final FaultProxy proxy;

    private FaultyServer(Faults faults, FaultProxy proxy) {
        this.faults = faults;
        this.proxy = proxy;
    }

    /**
     * @param behind the server itself
     * @param seed of what goes wrong
     */
    public static FaultyServer before(URI behind, long seed) throws IOException {
        var faults = new Faults(seed);
        return new FaultyServer(faults, FaultProxy.start(behind, faults, NOBODY));
    }

    /** For processes that give an application's name, as by {@code AWS_SDK_UA_APP_ID}; for others nothing goes wrong. */
    public URI endpoint() {
        return proxy.endpoint();
    }

    /** From now on nothing goes wrong. */
    public void calm() {
        faults.calm(true);
    }

    /** How many calls went wrong. */
    public int faults() {
        return faults.counts().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
