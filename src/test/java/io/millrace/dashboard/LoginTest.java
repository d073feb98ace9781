package io.millrace.dashboard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final String HERE = "10.0.0.1:41234";

    private long nanos;
    private final Login login = new Login("anna", "geheim:ü", () -> nanos);
    private final Login nameless = new Login("", "geheim", () -> nanos);

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyNeedsAPasswordThatIsNotSet() {
        assertDoesNotThrow(() -> Login.none().check(null, HERE));
    }

    @Test
    void nameAndPasswordOrTheTokenAloneLetIn() {
        assertDoesNotThrow(() -> login.check(basic("anna:geheim:ü"), HERE));
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", HERE));
        assertDoesNotThrow(() -> login.check("bearer  geheim:ü ", HERE));
        assertDoesNotThrow(() -> nameless.check(basic("whoever:geheim"), HERE));
        assertDoesNotThrow(() -> nameless.check(basic(":geheim"), HERE));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic !",
                "Bearer",
                "Bearer geheim",
                "geheim:ü",
                "Digest geheim:ü",
                "[Bearer geheim:ü, x]"
            })
    void anythingElseDoesNot(String shown) {
        assertThrows(NotLoggedInException.class, () -> login.check(shown, HERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert:geheim:ü", "anna:geheim", "anna:", "anna", ":geheim:ü", "annageheim:ü"})
    void neitherNameNorPasswordMayBeWrong(String pair) {
        assertThrows(NotLoggedInException.class, () -> login.check(basic(pair), HERE));
    }

    private void fail(String address) {
        assertThrows(NotLoggedInException.class, () -> login.check("Bearer wrong", address));
    }

    @Test
    void afterAFewFailuresAnAddressHasToWaitEachTimeLongerButHalfAMinuteAtMost() {
        for (var i = 0; i < 6; i++) {
            fail(HERE);
        }
        var wait = Duration.ofSeconds(1);
        for (var i = 0; i < 100; i++) {
            nanos += wait.toNanos() - 1;
            assertThrows(TooManyTriesException.class, () -> login.check("Bearer geheim:ü", HERE));
            nanos += 1;
            fail(HERE);
            wait = wait.multipliedBy(2);
            if (wait.compareTo(Duration.ofSeconds(30)) > 0) {
                wait = Duration.ofSeconds(30);
            }
        }
        nanos += wait.toNanos();
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", HERE));
        // And then begins anew.
        fail(HERE);
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", HERE));
    }

    @Test
    void othersDoNotWait() {
        for (var i = 0; i < 6; i++) {
            fail(HERE);
        }
        assertThrows(TooManyTriesException.class, () -> login.check("Bearer geheim:ü", "10.0.0.1:5"));
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", "10.0.0.2:41234"));
    }

    @Test
    void whoShowsNothingHasNotFailed() {
        for (var i = 0; i < 100; i++) {
            assertThrows(NotLoggedInException.class, () -> login.check(null, HERE));
        }
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", HERE));
    }

    @Test
    void ofVersionSixANetworkCounts() {
        for (var i = 0; i < 6; i++) {
            fail("2001:db8:1:2:0:0:0:" + i + ":4000");
        }
        assertThrows(TooManyTriesException.class, () -> login.check("Bearer geheim:ü", "2001:db8:1:2:9:9:9:9:4000"));
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", "2001:db8:1:3:0:0:0:1:4000"));
    }

    @Test
    void soManyAddressesAreRememberedAsFitAndNoMore() {
        for (var i = 0; i < 30_000; i++) {
            fail("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256 + ":1");
        }
        assertDoesNotThrow(() -> login.check("Bearer geheim:ü", HERE));
    }
}
