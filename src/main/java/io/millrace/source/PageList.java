package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of one source; an address that is there already is a fault, so that no page is asked for twice a round. */
final class PageList {
    private final List<PageRef> pages = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Faults faults;

    PageList(Faults faults) {
        this.faults = faults;
    }

    void add(Scalar url, Map<String, String> labels) {
        PageUrl.of(url).ifPresent(text -> {
            var first = places.putIfAbsent(PageUrl.request(text), url.place());
            if (first == null) {
                pages.add(new PageRef(text, labels, url.place().toString()));
            } else {
                faults.add(
                        url.place(),
                        "found " + url.description() + " a second time, first in " + first + ": remove one");
            }
        });
    }

    List<PageRef> pages() {
        return pages;
    }
}
