package io.millrace.signal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Where a page says that its subject is.
 *
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east
 * @param type what the subject is in the words of the link, such as {@code city} or {@code adm1st}; null if unsaid
 * @param people what the link says of its inhabitants; 0 if nothing
 * @param region ISO 3166-2 or -1 code; null if unsaid
 */
record GeoPoint(double latitude, double longitude, String type, long people, String region) {
    private static final Pattern PARAMS = Pattern.compile("[?&](?:amp;)?params=([^&\"]+)");
    private static final Pattern TYPE =
            Pattern.compile("type:([a-z0-9]+)(?:\\(([\\d.,]+)\\))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern REGION =
            Pattern.compile("region:([A-Z]{2}(?:-[A-Z0-9]{1,3})?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL =
            Pattern.compile("(-?\\d{1,3}(?:\\.\\d+)?)\\s*[;,]\\s*(-?\\d{1,3}(?:\\.\\d+)?)");
    /** All that the elements below this one state, those with the most to say first. */
    static List<GeoPoint> in(Element root) {
        var points = new ArrayList<GeoPoint>();
        for (var link : root.select("a[href*=params=]")) {
            ofParams(link.attr("href")).ifPresent(points::add);
        }
        for (var map : root.select("[data-lat][data-lon]")) {
            of(map.attr("data-lat"), map.attr("data-lon")).ifPresent(points::add);
        }
        for (var geo : root.select("span.geo")) {
            var matcher = DECIMAL.matcher(PlainText.of(geo.text()));
            if (matcher.find()) {
                of(matcher.group(1), matcher.group(2)).ifPresent(points::add);
            }
        }
        return points;
    }

    static Optional<GeoPoint> of(String latitude, String longitude) {
        try {
            return valid(Double.parseDouble(latitude), Double.parseDouble(longitude), null, 0, null);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What stands behind {@code params=}: {@code 52_31_12_N_13_24_18_E_type:city(3850809)_region:DE-BE}. */
    static Optional<GeoPoint> ofParams(String address) {
        var params = PARAMS.matcher(address);
        if (!params.find()) {
            return Optional.empty();
        }
        String text;
        try {
            text = URLDecoder.decode(params.group(1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var parts = text.split("_");
        var latitude = new ArrayList<String>();
        var longitude = new ArrayList<String>();
        int i = 0;
        boolean decimal = parts[0].contains(";");
        if (decimal) {
            latitude.add(parts[0].split(";")[0]);
            longitude.add(parts[0].substring(parts[0].indexOf(';') + 1));
        } else {
            while (i < parts.length && !parts[i].matches("[NSns]")) {
                latitude.add(parts[i++]);
            }
            int north = i++;
            while (i < parts.length && !parts[i].matches("[EWOewo]")) {
                longitude.add(parts[i++]);
            }
            if (i >= parts.length) {
                return Optional.empty();
            }
            sign(latitude, parts[north].equalsIgnoreCase("S"));
            sign(longitude, parts[i].equalsIgnoreCase("W"));
        }
        var type = TYPE.matcher(text);
        var region = REGION.matcher(text);
        boolean typed = type.find();
        try {
            return valid(
                    degrees(latitude),
                    degrees(longitude),
                    typed ? type.group(1).toLowerCase() : null,
                    typed && type.group(2) != null
                            ? Long.parseLong(type.group(2).replaceAll("[.,]", ""))
                            : 0,
                    region.find() ? region.group(1).toUpperCase() : null);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void sign(List<String> parts, boolean negative) {
        if (negative && !parts.isEmpty()) {
            parts.set(0, "-" + parts.get(0));
        }
    }

    private static double degrees(List<String> parts) {
        double value = 0;
        double unit = 1;
        for (var part : parts.subList(0, Math.min(3, parts.size()))) {
            value += part.isBlank() ? 0 : Math.abs(Double.parseDouble(part.replace(',', '.'))) / unit;
            unit *= 60;
        }
        if (parts.isEmpty() || parts.size() > 3) {
            throw new NumberFormatException("no degrees: " + parts);
        }
        return parts.get(0).startsWith("-") ? -value : value;
    }

    private static Optional<GeoPoint> valid(
            double latitude, double longitude, String type, long people, String region) {
        boolean somewhere = Math.abs(latitude) <= 90
                && Math.abs(longitude) <= 180
                && (latitude != 0 || longitude != 0)
                && Double.isFinite(latitude)
                && Double.isFinite(longitude);
        return somewhere
                ? Optional.of(new GeoPoint(round(latitude), round(longitude), type, people, region))
                : Optional.empty();
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }

    /** Kilometres to another place, on a sphere. */
    double kmTo(GeoPoint other) {
        return new Place(latitude, longitude).kilometresTo(new Place(other.latitude, other.longitude));
    }
}
