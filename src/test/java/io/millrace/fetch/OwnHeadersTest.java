package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHeadersTest {
    private static final Map<String, String> SECRET = Map.of("X-Key", "s3cret");

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "https://shop.example/p/1, https://shop.example/p/2, true",
        "http://shop.example/p/1, http://shop.example/p/2, true",
        "http://shop.example/p/1, https://shop.example/p/1, true",
        // In the clear, or to somebody else.
        "https://shop.example/p/1, http://shop.example/p/1, false",
        "https://shop.example/p/1, https://www.shop.example/p/1, false",
        "https://shop.example/p/1, https://shop.example.evil.example/p/1, false",
        "https://a.shop.example/p/1, https://b.shop.example/p/1, false",
        // Another port is another server.
        "https://shop.example/p/1, https://shop.example:8443/p/1, false",
        "http://shop.example:8080/p/1, https://shop.example:8080/p/1, false"
    })
    void secretsStayWithTheSiteThatTheyWereDeclaredFor(URI declared, URI at, boolean sent) {
        assertEquals(sent ? SECRET : Map.of(), OwnHeaders.of(SECRET, declared, at));
    }
}
