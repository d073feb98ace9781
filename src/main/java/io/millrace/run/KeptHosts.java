package io.millrace.run;

import io.millrace.fetch.HostTimes;
import io.millrace.watch.WatchStore;

/** The times of hosts, kept in the store of what is watched. */
record KeptHosts(WatchStore store) implements HostTimes {
    @Override
    public Kept find(String host) {
        return store.host(host, Kept.class);
    }

    @Override
    public void keep(String host, Kept times) {
        store.keepHost(host, times);
    }
}
