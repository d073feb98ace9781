package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {
    @Test
    void hostPortAndLoginAreRead() {
        assertEquals(new ProxyAddress("proxy.example", 3128, null, null), ProxyAddress.of("http://proxy.example:3128"));
        assertEquals(new ProxyAddress("10.0.0.7", 80, null, null), ProxyAddress.of("10.0.0.7:80/"));
        assertEquals(
                new ProxyAddress("[::1]", 3128, "me", "a:b@c+d"), ProxyAddress.of("http://me:a:b%40c+d@[::1]:3128"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "http://proxy.example",
                "socks5://proxy.example:1080",
                "https://proxy.example:443",
                "http://hunter2@proxy.example:3128",
                "http://me:hunter2@proxy.example:99999",
                "http://me:hunter2@proxy example:3128",
                "http://me:hunter2@proxy.example:3128/path"
            })
    void whatIsNoProxyIsRefusedWithoutRepeatingIt(String text) {
        var failure = assertThrows(IllegalArgumentException.class, () -> ProxyAddress.of(text));
        assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
    }

    @Test
    void aLogHoldsNoPassword() {
        assertEquals(
                "proxy.example:3128",
                ProxyAddress.of("http://me:hunter2@proxy.example:3128").toString());
    }
}
