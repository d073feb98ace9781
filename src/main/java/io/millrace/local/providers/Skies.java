package io.millrace.local.providers;

import io.millrace.local.Draw;
import io.millrace.local.providers.DemoCity.Climate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * The weather at every place and hour, and what each hour's forecast said of it: functions of the seed.
 *
 * <p>Days are warm and nights cool, spells of some days and fronts of some hours pass over. A forecast errs the more the
 * farther it looks ahead, and the error changes from issue to issue: so forecasts converge to what comes.
 */
record Skies(long seed) {
    /**
     * An hour's weather.
     *
     * @param temperature °C; {@code feelsLike} too
     * @param humidity percent
     * @param precipitation millimetres of water in the hour before
     * @param probability that any falls, percent
     * @param wind metres a second; {@code gust} too
     * @param direction where the wind comes from, degrees
     * @param cloud percent of the sky
     */
    record Hour(
            double temperature,
            double feelsLike,
            long humidity,
            double precipitation,
            long probability,
            double wind,
            double gust,
            long direction,
            long cloud) {
        boolean isSnow() {
            return precipitation > 0 && temperature < 0.5;
        }
    }

    private static final Climate ELSEWHERE = new Climate(15, 6, 4, 0.3, 4);
    private static final double NEAR_KM = 150;
    private static final double FRONT_HOURS = 13;
    private static final double SHOWER_HOURS = 4;
    private static final double SPELL_HOURS = 60;
    private static final double ERROR_HOURS = 8;
    private static final double ISSUE_HOURS = 5;
    private static final double FAR_HOURS = 120;
    private static final double DAYS = 365.25;
    private static final int COLDEST_DAY = 20;
    private static final int WARMEST_HOUR = 15;

    /**
     * The weather at an hour as the forecast of another says it; once the hour is there, as it is.
     *
     * @param hour since 1970, UTC; {@code issued} likewise
     */
    Hour at(double latitude, double longitude, long hour, long issued) {
        var city = DemoCity.all().stream()
                .min(Comparator.comparingDouble(one -> one.km(latitude, longitude)))
                .filter(one -> one.km(latitude, longitude) < NEAR_KM)
                .orElse(null);
        var climate = city == null ? ELSEWHERE : city.climate();
        var place = city == null ? Math.round(latitude) + " " + Math.round(longitude) : city.name();
        var ahead = Math.max(0, hour - issued);
        var doubt = Math.sqrt(Math.min(1, ahead / FAR_HOURS));

        var front = 0.7 * noise("front", place, hour / FRONT_HOURS)
                + 0.3 * noise("shower", place, hour / SHOWER_HOURS)
                + 0.22 * doubt * error("front", place, hour, issued);
        var threshold = 0.78 - 0.55 * climate.wet();
        var cloud = bounded(1.9 * (front - threshold) + 0.75);
        var rain = front > threshold ? round(9 * Math.pow(front - threshold, 1.3), 1) : 0;

        var clock = Math.floorMod(hour + Math.round(longitude / 15), 24);
        var sun = Math.cos(2 * Math.PI * (clock - WARMEST_HOUR) / 24.0);
        var temperature = climate.mean()
                - season(hour, latitude) * climate.season()
                + climate.swing() * sun * (1 - 0.6 * cloud)
                + 8 * (noise("spell", place, hour / SPELL_HOURS) - 0.5)
                + 4 * doubt * error("warmth", place, hour, issued);
        var wind = Math.max(
                0.2,
                climate.wind() * (0.4 + 1.1 * noise("wind", place, hour / 9.0) + 0.4 * cloud)
                        + 2.5 * doubt * error("wind", place, hour, issued));
        var humidity = bounded(0.58 + 0.3 * cloud - 0.12 * sun + (rain > 0 ? 0.08 : 0));
        var chance = 1 / (1 + Math.exp(-(front - threshold) / (0.025 + 0.06 * doubt)));
        return new Hour(
                round(temperature, 1),
                round(feelsLike(temperature, humidity, wind), 1),
                Math.round(100 * humidity),
                rain,
                Math.round(100 * chance),
                round(wind, 2),
                round(wind * (1.4 + 0.4 * cloud), 2),
                Math.round(360 * noise("turn", place, hour / 30.0)) % 360,
                Math.round(100 * cloud));
    }

    private double noise(String what, String place, double at) {
        return new Noise(seed, what + " " + place).at(at);
    }

    /** From -1 to 1: alike for hours, and for issues, that follow each other, with a little that is each issue's own. */
    private double error(String what, String place, long hour, long issued) {
        var name = "error of " + what + " " + place;
        var slow = new Noise(seed, name).at(hour / ERROR_HOURS, issued / ISSUE_HOURS);
        return 1.7 * (slow - 0.5) + 0.3 * (Draw.of(seed, name + " " + issued, Math.floorDiv(hour, 6)) - 0.5);
    }

    /** 1 in the coldest time of the year, -1 in the warmest. */
    private static double season(long hour, double latitude) {
        var day = Instant.ofEpochSecond(hour * 3600).atOffset(ZoneOffset.UTC).getDayOfYear();
        return Math.signum(latitude) * Math.cos(2 * Math.PI * (day - COLDEST_DAY) / DAYS);
    }

    /** The apparent temperature in the shade, after Steadman. */
    private static double feelsLike(double temperature, double humidity, double wind) {
        var vapour = humidity * 6.105 * Math.exp(17.27 * temperature / (237.7 + temperature));
        return temperature + 0.33 * vapour - 0.7 * wind - 4;
    }

    private static double bounded(double share) {
        return Math.max(0, Math.min(1, share));
    }

    static double round(double value, int digits) {
        var factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
