package io.millrace.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The elements that are open at a place of a page. It knows of HTML's tree what shops' pages need: optional end tags, tags
 * closed in the wrong order.
 */
final class OpenElements {
    /** Deeper elements are taken for siblings. */
    private static final int DEEPEST = 500;

    private final List<Box> path = new ArrayList<>();
    private final Consumer<Box> ended;

    /** Begins with the document; tells of each element that ends. */
    OpenElements(Box document, Consumer<Box> ended) {
        this.ended = ended;
        path.add(document);
    }

    Box innermost() {
        return path.get(path.size() - 1);
    }

    void add(Box box) {
        boolean again = box.kind.is(TagKind.WHOLE) && path.stream().anyMatch(open -> open.kind == box.kind);
        if (!box.kind.is(TagKind.EMPTY) && path.size() < DEEPEST && !again) {
            path.add(box);
        }
    }

    /** Ends those that end where an element of that kind begins. */
    void endBefore(TagKind next) {
        while (path.size() > 1 && ends(next)) {
            end();
        }
    }

    /** Whether the innermost element ends before one of that kind; a cell also where an inline element is open inside it. */
    private boolean ends(TagKind next) {
        var top = innermost();
        if (top.kind.endsBefore(next)) {
            return true;
        }
        var outer = top.parent;
        return next.is(TagKind.ENDS_AROUND)
                && !top.kind.is(TagKind.BLOCK)
                && outer != null
                && outer.kind.endsBefore(next);
    }

    /** Ends the innermost element of that kind and all inside it, where an end tag reaches so far. */
    void close(TagKind kind) {
        for (int i = path.size() - 1; i > 0; i--) {
            var open = path.get(i).kind;
            if (open == kind) {
                while (path.size() > i) {
                    end();
                }
                return;
            }
            // What was opened outside of a table's cell, or around a block, is not closed from within.
            if (open.is(TagKind.CLOSED_IN) && !kind.is(TagKind.CLOSES_TABLE)
                    || open.is(TagKind.BLOCK) && !kind.is(TagKind.BLOCK)) {
                return;
            }
        }
    }

    /** Ends the head, in which no text can stand. */
    void leaveHead() {
        while (innermost().tag().equals("head")) {
            end();
        }
    }

    void endAll() {
        while (path.size() > 1) {
            end();
        }
    }

    private void end() {
        ended.accept(path.remove(path.size() - 1));
    }
}
