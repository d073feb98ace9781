package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A city's next 48 hours. Whatever is not known is null.
 *
 * @param city its name in the source file
 * @param hours by time, the running hour first; none where the city is not known
 * @param hints for the parts of the day that are not over, by time
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CityOutlook(String city, List<Hour> hours, List<Hint> hints) {
    /** An hour as the view {@code city_hour} has it, in its units; {@code localDate} by the city's clock. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hour(
            Instant hourAt,
            LocalDate localDate,
            Integer localHour,
            Boolean workday,
            String holiday,
            String commute,
            Double temperatureC,
            Double feelsLikeC,
            Double precipitationProbability,
            Double precipitationMm,
            Double windMs,
            Double rideFactor,
            Long arrivals,
            Long seats,
            Double touristInflow,
            Double flightCoverage) {}

    /** Scores from 0 to 1 as the view {@code rebalancing_hints} has them, each with its reason in words. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Hint(
            LocalDate localDate,
            String dayPart,
            Double commuteScore,
            String commuteReason,
            Double weatherScore,
            String weatherReason,
            Double hillScore,
            String hillReason,
            Double touristScore,
            String touristReason,
            Double confidence) {}
}
