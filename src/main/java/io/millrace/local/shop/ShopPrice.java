package io.millrace.local.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices as shops like them: 4,49 and 1.299,00 in euros, 144.99 in dollars, 2,980 and 42,800 in yen. */
enum ShopPrice {
    EUR {
        @Override
        BigDecimal round(double amount) {
            if (amount < 20) {
                return endingWith(amount, "0.50", "0.49");
            }
            return amount < 300 ? endingWith(amount, "1", "0.90") : endingWith(amount, "5", "4.00");
        }
    },
    USD {
        @Override
        BigDecimal round(double amount) {
            return amount < 50 ? endingWith(amount, "0.50", "0.49") : endingWith(amount, "1", "0.99");
        }
    },
    JPY {
        @Override
        BigDecimal round(double amount) {
            if (amount < 5_000) {
                return endingWith(amount, "50", "30");
            }
            return amount < 10_000 ? endingWith(amount, "100", "80") : endingWith(amount, "200", "0");
        }
    };

    /** The nearest price of this kind, never below the first one; with the currency's usual decimals. */
    abstract BigDecimal round(double amount);

    private static BigDecimal endingWith(double amount, String step, String ending) {
        var end = new BigDecimal(ending);
        var width = new BigDecimal(step);
        var steps = BigDecimal.valueOf(amount).subtract(end).divide(width, 0, RoundingMode.HALF_UP);
        var floor = end.signum() > 0 ? BigDecimal.ZERO : BigDecimal.ONE;
        return steps.max(floor).multiply(width).add(end).setScale(Math.max(end.scale(), 0));
    }
}
