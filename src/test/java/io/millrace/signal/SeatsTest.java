package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeatsTest {
    @ParameterizedTest
    @CsvSource({
        "Airbus A320 NEO, 182, model",
        "Airbus A320, 176, model",
        "Airbus A320 (Sharklets), 176, model",
        "Airbus A321 NEO, 220, model",
        "Airbus A319, 144, model",
        "Airbus A220-300, 145, model",
        "Airbus A330-900 NEO, 295, model",
        "Airbus A330, 280, family",
        "Airbus A350-900, 315, model",
        "Airbus A380-800, 500, model",
        "Boeing 737-800, 184, model",
        "Boeing 737-800 (winglets), 184, model",
        "Boeing 737, 175, family",
        "Boeing 737 MAX 8, 180, model",
        "Boeing 737-8 MAX, 180, model",
        "Boeing 737 MAX 8-200, 197, model",
        "Boeing 737-700, 143, model",
        "Boeing 757-200, 195, model",
        "Boeing 767-300ER, 235, model",
        "Boeing 777-300ER, 365, model",
        "Boeing 777-200LR, 310, model",
        "Boeing 787-9, 295, model",
        "Boeing 747-8, 370, model",
        "Embraer 190, 100, model",
        "Embraer E190-E2, 104, model",
        "Embraer 195-E2, 136, model",
        "Embraer 175, 78, model",
        "Embraer ERJ-145, 50, model",
        "Embraer RJ135, 37, model",
        "ATR 72, 70, model",
        "ATR 72-600, 70, model",
        "ATR 42, 48, model",
        "Bombardier CRJ900, 86, model",
        "Bombardier CRJ-200, 50, model",
        "Bombardier Dash 8 Q400 / DHC-8-400, 76, model",
        "De Havilland Canada DHC-8-300 Dash 8, 50, model",
        "Saab 340, 34, model",
        "Fokker 100, 100, model",
        "Sukhoi Superjet 100-95, 98, model",
        "Beechcraft 1900D, 19, model",
        "COMAC C919, 164, model"
    })
    void aModelHasItsUsualSeats(String model, int seats, String from) {
        assertEquals(new Seats(seats, from), Seats.of(model, false));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Hovercraft",
                "Boeing 777-F",
                "Boeing 777F",
                "Boeing 747-400F",
                "Boeing 737-800BCF",
                "Boeing 767-300F",
                "Boeing 757-200PF",
                "Airbus A330-200F",
                "Airbus A300-600F",
                "Cessna Citation CJ3",
                "Gulfstream G650",
                "Bombardier Challenger 350",
                "Bombardier Global 7500",
                "Pilatus PC-12",
                "Embraer Phenom 300",
                "Airbus A400M",
                "Airbus Helicopters H145",
                "Beechcraft King Air 350",
                "Antonov An-124",
                "Lockheed C-130 Hercules"
            })
    void whatIsUnknownOrBringsNoTravellersHasNone(String model) {
        assertNull(Seats.of(model, false));
    }

    @Test
    void aFlightOfFreightHasNoneWhateverFliesIt() {
        assertNull(Seats.of("Boeing 737-800", true));
    }

    @ParameterizedTest
    @CsvSource({
        "FR, RYR, true",
        "U2, EZY, true",
        ", WZZ, true",
        "W6,, true",
        "LH, DLH, false",
        "WN, SWA, true",
        "BA,, false",
        ",,",
        "6E, IGO, true",
        "XX, XXX, false"
    })
    void anAirlineIsALowCostCarrierByItsCodes(String iata, String icao, Boolean lowCost) {
        assertEquals(lowCost, LowCost.of(iata, icao));
    }
}
