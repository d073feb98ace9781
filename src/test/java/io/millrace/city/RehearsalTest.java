package io.millrace.city;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final String WEATHER = """
            {"hourly_units":{"time":"unixtime","temperature_2m":"°C"},
             "hourly":{"time":[1795352400,1795356000],"temperature_2m":[4.5,5.5]}}""";

    private final List<String> asked = new ArrayList<>();

    private List<String> told(String reply, int status) {
        var source = SourceFiles.parse(Path.of("cities.yaml"), """
                source: cities
                cities:
                  - {city: berlin, latitude: 52.5, longitude: 13.4, time-zone: Europe/Berlin}
                  - {city: paris, latitude: 48.9, longitude: 2.4, time-zone: Europe/Paris}
                signals: {relief: false, weather: {at: "https://weather.example"}, calendar: {days: 1}}
                """);
        Rehearsal.Asker asker = (provider, api, address) -> {
            asked.add(address);
            return new Rehearsal.Reply(status, "application/json", reply.getBytes(StandardCharsets.UTF_8), address);
        };
        return Rehearsal.of(source, asker, Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC)).stream()
                .map(told -> told.question() + " " + told.fine() + " " + told.said())
                .toList();
    }

    @Test
    void whatWasReadOfTheFirstCityIsShown() {
        var told = told(WEATHER, 200).get(0);
        assertTrue(told.startsWith("weather berlin open-meteo true calendar 72 (city berlin, hour_at"), told);
        assertTrue(
                told.endsWith("; weather 2 (city berlin, provider open-meteo, valid_at 2026-11-22T13:00:00Z,"
                        + " from_at 2026-11-22T12:00:00Z, temperature_c 4.5)"),
                told);
        assertEquals(1, asked.size());
    }

    @Test
    void aRefusalIsToldAndAskedForOnce() {
        assertEquals(List.of("weather berlin open-meteo false open-meteo answered 401"), told("{}", 401));
        assertEquals(1, asked.size());
    }
}
