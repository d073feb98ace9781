package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The addresses of one source; an address that is there already is a fault, so that none is asked for twice a round. */
final class PageEntries {
    private final List<PageRef> pages = new ArrayList<>();
    private final List<PageList> lists = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Faults faults;

    PageEntries(Faults faults) {
        this.faults = faults;
    }

    void add(Scalar url, Map<String, String> labels) {
        address(url)
                .ifPresent(
                        text -> pages.add(new PageRef(text, labels, url.place().toString())));
    }

    /** The address of a list, unless it is none or was there before. */
    Optional<String> address(Scalar url) {
        return PageUrl.of(url).filter(text -> {
            var first = places.putIfAbsent(PageUrl.request(text), url.place());
            if (first != null) {
                faults.add(
                        url.place(),
                        "found " + url.description() + " a second time, first in " + first + ": remove one");
            }
            return first == null;
        });
    }

    void add(PageList list) {
        lists.add(list);
    }

    List<PageRef> pages() {
        return pages;
    }

    List<PageList> lists() {
        return lists;
    }
}
