package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/p?id=17&color=red, https://a.example/p?id=17&color=red",
        "https://a.example/d?appid=0123&q=Berlin, https://a.example/d?appid=***&q=Berlin",
        "https://a.example/d?X-Api-Key=k$1&u=1, https://a.example/d?X-Api-Key=***&u=1",
        "https://a.example/d?access_token=x#t, https://a.example/d?access_token=***#t",
        "https://a.example/d?v=3f2b8c9d0a1e4f5b6c7d8e9f, https://a.example/d?v=***",
        "https://a.example/d?name=a-long-name-of-a-product-with-words, https://a.example/d?name=a-long-name-of-a-product-with-words",
        "https://ann:pw@a.example/p, https://***@a.example/p"
    })
    void whatLooksLikeAKeyIsMasked(String url, String masked) {
        assertEquals(masked, MaskedUrl.of(url));
    }
}
