package io.millrace.dashboard;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.millrace.dataset.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a product's looks, one after the other, come to. It can be written down and gone on with later. Times are
 * microseconds since 1970 UTC.
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@JsonPropertyOrder({
    "looks",
    "first",
    "newestAt",
    "price",
    "named",
    "listPrice",
    "availability",
    "gone",
    "goneSince",
    "tracks"
})
final class Fold {
    private long looks;
    private long first;
    private long newestAt;
    private BigDecimal price;
    /** The currency that the newest look named. */
    private String named;

    private BigDecimal listPrice;
    private String availability;
    /** Whether the newest look that told of it showed it sold out. */
    private boolean gone;

    private long goneSince;
    private List<PriceTrack> tracks = new ArrayList<>();

    /** One that was written with {@link #written}. */
    static Fold read(String written) {
        return Json.read(written.getBytes(StandardCharsets.UTF_8), Fold.class, "the state of a product");
    }

    String written() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }

    /**
     * Takes the next look, which is later than those before it.
     *
     * @param moves is told what changed with it
     */
    void add(Look look, Consumer<Move> moves) {
        if (looks == 0) {
            first = look.at();
        }
        looks++;
        newestAt = look.at();
        price = look.price();
        named = look.currency();
        listPrice = look.listPrice();
        availability = look.availability();
        if (price != null) {
            track(named).add(look.at(), price, moves);
        }
        switch (Stock.of(availability)) {
            case OUT -> {
                goneSince = gone ? goneSince : look.at();
                gone = true;
            }
            case IN -> {
                if (gone) {
                    moves.accept(new Move(Move.Kind.RETURN, look.at(), goneSince, null, null, null));
                }
                gone = false;
            }
            case OTHER -> {
                // It tells nothing of what was before it.
            }
        }
    }

    private PriceTrack track(String currency) {
        for (var track : tracks) {
            if (Objects.equals(track.currency(), currency)) {
                return track;
            }
        }
        var track = new PriceTrack(currency);
        tracks.add(track);
        return track;
    }

    long looks() {
        return looks;
    }

    long first() {
        return first;
    }

    long newestAt() {
        return newestAt;
    }

    BigDecimal price() {
        return price;
    }

    BigDecimal listPrice() {
        return listPrice;
    }

    String availability() {
        return availability;
    }

    /**
     * The prices in the currency of the newest look; of the newest price, where that look showed neither. Null where
     * there was no price in it.
     */
    PriceTrack current() {
        return tracks.stream()
                .filter(track -> price != null || named != null ? Objects.equals(track.currency(), named) : true)
                .max(Comparator.comparingLong(PriceTrack::lastAt))
                .orElse(null);
    }

    String currency() {
        var current = current();
        return current == null ? named : current.currency();
    }
}
