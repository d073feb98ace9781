package io.millrace.signal;

/**
 * A place on Earth.
 *
 * @param latitude degrees north of the equator, WGS 84
 * @param longitude degrees east of Greenwich, WGS 84
 */
public record Place(double latitude, double longitude) {
    /** The mean one. */
    static final double EARTH_RADIUS_KM = 6371.0088;

    /** The way to another place along the great circle, in kilometres. */
    double kilometresTo(Place other) {
        var north = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        var east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        var squared = north * north
                + east * east * Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude));
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(squared)));
    }
}
