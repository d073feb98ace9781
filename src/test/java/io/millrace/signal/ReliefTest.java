package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReliefTest {
    @Test
    void cellsAreNamedByTheirStepsFromTheCentre() {
        var cells = Relief.grid(52.52, 13.405, 500, 1);
        assertEquals(
                List.of("n-1e-1", "n-1e0", "n-1e1", "n0e-1", "n0e0", "n0e1", "n1e-1", "n1e0", "n1e1"),
                cells.stream().map(Relief.Cell::name).toList());
        assertEquals(new Place(52.52, 13.405), cells.get(4).place());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 52.52, -33.9, 69.65})
    void neighboursAreTheSpacingApartAtEveryLatitude(double latitude) {
        var cells = Relief.grid(latitude, 13.4, 500, 1);
        var centre = cells.get(4).place();
        for (var neighbour : List.of(1, 3, 5, 7)) {
            assertEquals(0.5, centre.kilometresTo(cells.get(neighbour).place()), 0.001);
        }
    }

    @Test
    void theGridGoesOnBeyondTheAntimeridian() {
        var cells = Relief.grid(-16.8, 179.999, 500, 1);
        assertEquals(9, cells.size());
        assertTrue(cells.get(5).place().longitude() < -179.99);
        assertEquals(0.5, cells.get(4).place().kilometresTo(cells.get(5).place()), 0.001);
    }

    @ParameterizedTest
    @CsvSource({"90", "89.9999", "-90"})
    void noCellLiesPastAPole(double latitude) {
        var cells = Relief.grid(latitude, 20, 500, 2);
        assertFalse(cells.isEmpty());
        for (var cell : cells) {
            OpenMeteo.forecast(
                    OpenMeteo.BASE, cell.place().latitude(), cell.place().longitude());
        }
    }

    @Test
    void theSlopeIsThatOfTheSteepestWayToANeighbour() {
        var cells = Relief.grid(52.52, 13.405, 100, 1);
        // 14 m on 141 m of diagonal are less than 11 m on 100 m.
        var rows =
                Relief.rows("Berlin", cells, List.of(64.0, 50.0, 50.0, 61.0, 50.0, 50.0, 50.0, 50.0, 50.0), 100, "x");
        assertEquals(11.0, rows.get(4).payload().get("slope_percent"));
        assertEquals(List.of("Berlin", "n0e0"), rows.get(4).key());
        assertEquals(50.0, rows.get(4).payload().get("elevation_m"));
        assertEquals(100.0, rows.get(4).payload().get("spacing_m"));
    }

    @Test
    void aDiagonalIsLonger() {
        var rows = Relief.rows(
                "Berlin",
                Relief.grid(0, 0, 100, 1),
                List.of(60.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0),
                100,
                "x");
        assertEquals(7.071, rows.get(4).payload().get("slope_percent"));
    }

    @Test
    void whatIsNotKnownHasNoRowAndMakesNoSlope() {
        var rows = Relief.rows(
                "Berlin",
                Relief.grid(0, 0, 100, 1),
                Arrays.asList(null, Double.NaN, 900.0, null, 50.0, 52.0, null, null, null),
                100,
                "x");
        assertEquals(
                List.of("n-1e1", "n0e0", "n0e1"),
                rows.stream().map(row -> row.key().get(1)).toList());
        assertEquals(848.0, rows.get(2).payload().get("slope_percent"));
    }

    @Test
    void aCellWithoutKnownNeighboursHasNoSlope() {
        var heights = new ArrayList<Double>(Collections.nCopies(9, null));
        heights.set(4, 50.0);
        var rows = Relief.rows("Berlin", Relief.grid(0, 0, 100, 1), heights, 100, "x");
        assertFalse(rows.get(0).payload().containsKey("slope_percent"));
    }

    @Test
    void heightsOfAnotherGridAreNotTaken() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Relief.rows("Berlin", Relief.grid(0, 0, 100, 1), List.of(1.0), 100, "x"));
    }
}
