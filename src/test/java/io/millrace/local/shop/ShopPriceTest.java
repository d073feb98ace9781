package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopPriceTest {
    @ParameterizedTest
    @CsvSource({
        "EUR, 4.61, 4.49",
        "EUR, 140.2, 139.90",
        "EUR, 1301.3, 1299.00",
        "USD, 25.8, 25.99",
        "USD, 145.4, 144.99",
        "JPY, 3301, 3280",
        "JPY, 9012, 8980",
        "JPY, 42891, 42800",
        "EUR, 0.01, 0.49",
        "JPY, 1, 30"
    })
    void roundsToWhatAShopWouldWrite(ShopPrice currency, double amount, String price) {
        assertEquals(price, currency.round(amount).toPlainString());
    }
}
