package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void causesAreToldOnOneLineWhereTheyAddSomething() {
        var deep = new IOException("connection reset\n  by peer");
        var reason = new IllegalStateException("no answer", new RuntimeException("no answer", deep));
        assertEquals("no answer: connection reset by peer", Reason.of(reason));
        assertEquals("NullPointerException", Reason.of(new NullPointerException()));
    }
}
