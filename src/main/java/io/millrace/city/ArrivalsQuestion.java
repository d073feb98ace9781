package io.millrace.city;

import io.millrace.signal.AeroDataBox;
import io.millrace.signal.ArrivalWindow;
import io.millrace.source.Provider;

/** Which flights arrive at an airport in half a day. */
record ArrivalsQuestion(ArrivalWindow window, Provider provider) implements Question {
    @Override
    public String id() {
        return "arrivals " + window.airport() + " " + window.fromUtc();
    }

    @Override
    public String address() {
        return AeroDataBox.arrivals(provider.at(), window);
    }

    @Override
    public Found read(Answered answered) {
        return new Found(AeroDataBox.readArrivals(answered.body(), answered.status(), window.airport(), window));
    }
}
