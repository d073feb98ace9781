package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarefulLoginTest {
    private final AtomicLong now = new AtomicLong(7);
    private final AtomicInteger asked = new AtomicInteger();

    private boolean renewed;

    private CarefulLogin login(SQLException answer) {
        var server = (DataSource) Proxy.newProxyInstance(
                CarefulLoginTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    asked.incrementAndGet();
                    throw answer;
                });
        return new CarefulLogin(() -> server, () -> renewed, now::get);
    }

    @Test
    void whereThereIsAnotherPasswordNowItIsTriedOnceAtOnce() {
        renewed = true;
        var refusal = new SQLException("wrong password", "28000", 1045);
        var login = login(refusal);
        assertSame(refusal, assertThrows(SQLException.class, login::getConnection));
        assertEquals(2, asked.get());
        assertSame(refusal, assertThrows(SQLException.class, login::getConnection));
        assertEquals(2, asked.get());
    }

    @ParameterizedTest
    @CsvSource({"28000, 1045", "28P01, 0", "08001, 390100"})
    void aRefusedLoginIsNotTriedAgainForAMinute(String state, int code) {
        var refusal = new SQLException("wrong password", state, code);
        var login = login(refusal);
        assertSame(refusal, assertThrows(SQLException.class, login::getConnection));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertSame(refusal, assertThrows(SQLException.class, login::getConnection));
        assertEquals(1, asked.get());
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThrows(SQLException.class, login::getConnection);
        assertEquals(2, asked.get());
    }

    @Test
    void aServerThatIsAwayIsAskedAgain() {
        var login = login(new SQLException("connection refused", "08001", 0));
        assertThrows(SQLException.class, login::getConnection);
        assertThrows(SQLException.class, login::getConnection);
        assertEquals(2, asked.get());
    }
}
