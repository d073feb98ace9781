package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/** The cities that are watched, by name; none before the first of their rows is loaded. */
@JsonNaming(SnakeCaseStrategy.class)
public record CityList(List<Row> cities) {
    /**
     * What the next 24 hours bring to a city. Whatever is not known is null.
     *
     * @param city its name in the source file
     * @param name as its page has it
     * @param hilliness from 0 to 1
     * @param temperatureC now
     * @param precipitationMm millimetres; null unless all hours are known
     * @param precipitationProbability of the hour in which it is the greatest, a share
     * @param arrivals flights in those hours of which arrivals are known
     * @param arrivalHours how many these are
     * @param forecastAgeHours now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Row(
            String city,
            String name,
            String country,
            Long population,
            Double hilliness,
            Double temperatureC,
            Double precipitationMm,
            Double precipitationProbability,
            Long arrivals,
            long arrivalHours,
            Instant forecastIssuedAt,
            Double forecastAgeHours) {}
}
