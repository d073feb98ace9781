package io.millrace.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {
    @ParameterizedTest
    @EnumSource(Availability.class)
    void everyValueIsReadFromItsAddressAndBare(Availability availability) {
        assertEquals(Optional.of(availability), Availability.of("https://schema.org/" + availability));
        assertEquals(Optional.of(availability), Availability.of(availability.name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://schema.org/ instock ",
                "http://www.schema.org/InStock/",
                "schema.org/in_stock",
                "schema:InStock",
                "IN STOCK",
                "in-stock",
                "https://schema.org#InStock",
            })
    void sloppySpellingsOfSchemaOrgAreRead(String text) {
        assertEquals(Optional.of(Availability.InStock), Availability.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Ausverkauft, SoldOut",
        "NOT SOLD, InStock",
        "Sold, SoldOut",
        "Auf Lager, InStock",
        "Nicht auf Lager, OutOfStock",
        "Leider nicht mehr lieferbar, Discontinued",
        "sold out, SoldOut",
        "Currently unavailable., OutOfStock",
        "Usually available now, InStock",
        "Only 3 left: low in stock, LimitedAvailability",
        "En stock, InStock",
        "Rupture de stock, OutOfStock",
        "Épuisé, SoldOut",
        "Agotado, SoldOut",
        "No disponible, OutOfStock",
        "Disponibile, InStock",
        "Non disponibile, OutOfStock",
        "Esaurito, SoldOut",
        "在庫あり, InStock",
        "在庫切れです, OutOfStock",
        "売り切れ, SoldOut",
        "Vorbestellbar, PreOrder",
    })
    void plainWordsAreRead(String text, Availability expected) {
        assertEquals(Optional.of(expected), Availability.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Add to cart",
                "Sold out online. In stock in our shop.",
                "Sold by Acme",
                "Versand",
                "This lamp is available in three colours and two sizes."
            })
    void whatSaysNothingOrTwoThingsIsLeftOpen(String text) {
        assertEquals(Optional.empty(), Availability.of(text));
    }

    @Test
    void noTextHasNoAvailability() {
        assertEquals(Optional.empty(), Availability.of(null));
    }

    @ParameterizedTest
    @CsvSource({
        "All rights reserved,",
        "© Shop Ltd. All rights reserved.,",
        "Reserved, Reserved",
        "This item is reserved, Reserved",
        "Reserviert, Reserved",
    })
    void whatIsReservedIsTheProduct(String text, Availability expected) {
        assertEquals(Optional.ofNullable(expected), Availability.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InStock",
                "https://schema.org/OutOfStock",
                "PRE-ORDER now",
                "Currently unavailable.",
                "Ausverkauft",
                "Rupture de stock",
                "瞬 在庫あり",
                "Auf Lager",
                "OOS",
            })
    void noTextThatStatesItIsPassedOver(String text) {
        assertTrue(Availability.of(text).isPresent());
        assertTrue(Availability.mayBeIn(text));
    }

    @Test
    void descriptionsArePassedOver() {
        assertFalse(Availability.mayBeIn("Some words that describe a thing"));
    }
}
