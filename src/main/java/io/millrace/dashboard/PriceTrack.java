package io.millrace.dashboard;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A product's prices in one currency, look by look. Times are microseconds since 1970 UTC. Written as a JSON array. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@JsonPropertyOrder({
    "currency",
    "last",
    "lastAt",
    "since",
    "previous",
    "previousAt",
    "lowest",
    "lowestAt",
    "beforeLowest",
    "highest",
    "highestAt",
    "count",
    "sum",
    "points"
})
final class PriceTrack {
    static final int POINTS = 40;

    private String currency;
    private BigDecimal last;
    private long lastAt;
    /** When the last price was first seen since it has been there. */
    private long since;

    private BigDecimal previous;
    private long previousAt;
    private BigDecimal lowest;
    private long lowestAt;
    private BigDecimal beforeLowest;
    private BigDecimal highest;
    private long highestAt;
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private List<BigDecimal> points = new ArrayList<>();

    private PriceTrack() {}

    PriceTrack(String currency) {
        this.currency = currency;
    }

    /** Takes the next look, which is later than those before it. */
    void add(long at, BigDecimal price, Consumer<Move> moves) {
        if (last == null) {
            since = at;
        } else if (price.compareTo(last) != 0) {
            moves.accept(new Move(Move.Kind.PRICE, at, lastAt, currency, last, price));
            previous = last;
            previousAt = lastAt;
            since = at;
        }
        if (lowest == null || price.compareTo(lowest) < 0) {
            beforeLowest = lowest;
            lowest = price;
            lowestAt = at;
        }
        if (highest == null || price.compareTo(highest) > 0) {
            highest = price;
            highestAt = at;
        }
        last = price;
        lastAt = at;
        count++;
        sum = sum.add(price);
        if (points.size() == POINTS) {
            points.remove(0);
        }
        points.add(price);
    }

    /** Null where the pages named none. */
    String currency() {
        return currency;
    }

    BigDecimal last() {
        return last;
    }

    long lastAt() {
        return lastAt;
    }

    long since() {
        return since;
    }

    /** The newest price that differs from the last; null if there was none. */
    BigDecimal previous() {
        return previous;
    }

    /** When that was seen last. */
    long previousAt() {
        return previousAt;
    }

    BigDecimal lowest() {
        return lowest;
    }

    /** When the lowest price of all was seen first. */
    long lowestAt() {
        return lowestAt;
    }

    /** The lowest price of all before that one; null if the lowest was the first. */
    BigDecimal beforeLowest() {
        return beforeLowest;
    }

    BigDecimal highest() {
        return highest;
    }

    long highestAt() {
        return highestAt;
    }

    long count() {
        return count;
    }

    BigDecimal sum() {
        return sum;
    }

    /** The newest prices, oldest first. */
    List<BigDecimal> points() {
        return List.copyOf(points);
    }
}
