package io.millrace.local.providers;

import java.util.Comparator;

/** How high the ground is: hills and valleys some kilometres wide around each city, high where the city is hilly. */
record Ground(long seed) {
    private static final double KM_A_DEGREE = 111.2;
    private static final double WIDE_KM = 3.5;
    private static final double NARROW_KM = 1.5;

    /** Metres above sea level, to the metre. */
    double at(double latitude, double longitude) {
        var city = DemoCity.all().stream()
                .min(Comparator.comparingDouble(one -> one.km(latitude, longitude)))
                .orElseThrow();
        var here = shape(city, latitude, longitude);
        var centre = shape(city, city.latitude(), city.longitude());
        return Math.max(0, Math.round(city.elevation() + city.relief() * (here - centre)));
    }

    private double shape(DemoCity city, double latitude, double longitude) {
        var north = latitude * KM_A_DEGREE;
        // By the city's own latitude, so that lines that go north stay straight.
        var east = longitude * KM_A_DEGREE * Math.cos(Math.toRadians(city.latitude()));
        var wide = new Noise(seed, "hills").at(east / WIDE_KM, north / WIDE_KM);
        var narrow = new Noise(seed, "slopes").at(east / NARROW_KM, north / NARROW_KM);
        return 0.4 * wide + 0.6 * narrow;
    }
}
