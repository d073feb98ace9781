package io.millrace.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A grid of cells around a city's centre, and how steep it is there. Stateless. */
public final class Relief {
    private static final double HALF_TURN = 180;

    private Relief() {}

    /**
     * A cell.
     *
     * @param north steps north of the centre; negative to the south
     * @param east steps east of the centre; negative to the west
     * @param place its middle
     */
    public record Cell(int north, int east, Place place) {
        /** Its name in the column {@code cell}: n-2e3. */
        public String name() {
            return "n" + north + "e" + east;
        }
    }

    /**
     * The cells of a square, from south to north and from west to east; without those past a pole.
     *
     * @param spacingMetres from cell to cell, on the ground: the closer to a pole, the more degrees of longitude
     * @param steps from the centre in each direction
     * @throws IllegalArgumentException if there is no such place, no spacing or a negative number of steps
     */
    public static List<Cell> grid(double latitude, double longitude, double spacingMetres, int steps) {
        Address.latitude(latitude);
        Address.longitude(longitude);
        if (!(spacingMetres > 0) || steps < 0) {
            throw new IllegalArgumentException("grid of " + steps + " steps of " + spacingMetres
                    + " m: give metres above 0, and no steps below 0");
        }
        var step = Math.toDegrees(spacingMetres / 1000 / Place.EARTH_RADIUS_KM);
        var cells = new ArrayList<Cell>();
        for (var north = -steps; north <= steps; north++) {
            var row = latitude + north * step;
            if (Math.abs(row) > 90) {
                continue;
            }
            for (var east = -steps; east <= steps; east++) {
                var turn = east == 0 ? 0 : east * step / Math.cos(Math.toRadians(row));
                // Farther round than the other side: it would be a cell of the other direction.
                if (Math.abs(turn) < HALF_TURN) {
                    cells.add(new Cell(north, east, new Place(row, aroundEarth(longitude + turn))));
                }
            }
        }
        return List.copyOf(cells);
    }

    /**
     * Rows of {@code elevations} for the cells whose height is known.
     *
     * @param heights metres above sea level in the order of the cells; null or no number where it is not known
     * @param spacingMetres from cell to cell, as the grid was made
     * @param origin the provider
     * @throws IllegalArgumentException if there are not as many heights as cells
     */
    public static List<SignalRow> rows(
            String city, List<Cell> cells, List<Double> heights, double spacingMetres, String origin) {
        if (cells.size() != heights.size()) {
            throw new IllegalArgumentException(heights.size() + " heights for " + cells.size() + " cells of " + city
                    + ": give one each, null where it is not known");
        }
        var known = new HashMap<String, Double>();
        for (var i = 0; i < cells.size(); i++) {
            var height = heights.get(i);
            if (height != null && Double.isFinite(height)) {
                known.put(cells.get(i).name(), height);
            }
        }
        return cells.stream()
                .filter(cell -> known.containsKey(cell.name()))
                .map(cell -> new SignalRow(
                        "elevations",
                        List.of(city, cell.name()),
                        new Payload()
                                .with("city", city)
                                .with("cell", cell.name())
                                .with("latitude", Payload.rounded(cell.place().latitude(), 6))
                                .with("longitude", Payload.rounded(cell.place().longitude(), 6))
                                .with("elevation_m", known.get(cell.name()))
                                .with("slope_percent", slope(cell, known, spacingMetres))
                                .with("spacing_m", spacingMetres)
                                .with("origin", origin)
                                .values()))
                .toList();
    }

    /** The steepest way to a neighbour whose height is known; null where there is none. */
    private static Double slope(Cell cell, Map<String, Double> known, double spacingMetres) {
        Double steepest = null;
        for (var north = -1; north <= 1; north++) {
            for (var east = -1; east <= 1; east++) {
                var height = known.get(new Cell(cell.north() + north, cell.east() + east, null).name());
                if (height == null || north == 0 && east == 0) {
                    continue;
                }
                var slope = 100
                        * Math.abs(height - known.get(cell.name()))
                        / (spacingMetres * Math.sqrt(Math.abs(north) + Math.abs(east)));
                steepest = steepest == null ? slope : Math.max(steepest, slope);
            }
        }
        return Payload.rounded(steepest, 3);
    }

    private static double aroundEarth(double longitude) {
        return longitude > HALF_TURN
                ? longitude - 2 * HALF_TURN
                : longitude < -HALF_TURN ? longitude + 2 * HALF_TURN : longitude;
    }
}
