package io.millrace.run;

import io.millrace.source.ListMemory;
import io.millrace.watch.PageMemory;
import io.millrace.watch.WatchStore;
import java.util.List;

/** What was found in lists, kept in the store of what is watched. */
record KeptLists(WatchStore store, PageMemory memory) implements ListMemory {
    @Override
    public List<String> found(String source, String list) {
        return store.list(source, list);
    }

    @Override
    public void keep(String source, String list, List<String> pages) {
        if (!found(source, list).equals(pages)) {
            store.keepList(source, list, pages);
        }
    }

    @Override
    public long lastRead(String source, String page) {
        return memory.lastRead(source, page);
    }
}
