package io.millrace.city;

import io.millrace.source.Provider;

/** What is asked of one provider about a city or an airport, and how its answer is read. */
interface Question {
    /** What is asked, the same in every round: {@code weather berlin open-meteo}. */
    String id();

    Provider provider();

    String address();

    /** Whether it is an API's address, and no page that robots.txt speaks of. */
    default boolean isApi() {
        return true;
    }

    Found read(Answered answered);
}
