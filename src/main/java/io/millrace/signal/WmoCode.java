package io.millrace.signal;

/** The codes of OpenWeatherMap as those of WMO 4677, as far as Open-Meteo uses them. */
final class WmoCode {
    private WmoCode() {}

    /** Null for what has no like there: sleet, mist, smoke, haze, dust, ash, squalls. */
    static Integer of(int id) {
        return switch (id) {
            case 200, 201, 202, 210, 211, 212, 221, 230, 231, 232 -> 95;
            case 300, 310 -> 51;
            case 301, 311 -> 53;
            case 302, 312 -> 55;
            case 313, 321, 520 -> 80;
            case 314, 521, 531 -> 81;
            case 522 -> 82;
            case 500 -> 61;
            case 501 -> 63;
            case 502, 503, 504 -> 65;
            case 511 -> 66;
            case 600 -> 71;
            case 601 -> 73;
            case 602 -> 75;
            case 620, 621 -> 85;
            case 622 -> 86;
            case 741 -> 45;
            case 800 -> 0;
            case 801 -> 1;
            case 802, 803 -> 2;
            case 804 -> 3;
            default -> null;
        };
    }
}
