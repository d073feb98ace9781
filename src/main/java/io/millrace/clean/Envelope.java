package io.millrace.clean;

/** Where the fields stand that every event has, or may have. */
final class Envelope {
    final int dataset;
    final int version;
    final int id;
    final int source;
    final int publisher;
    final int n;
    final int observedAt;
    final int suspect;

    Envelope(EventPlaces places) {
        dataset = places.add("event.dataset");
        version = places.add("event.version");
        id = places.add("event.id");
        source = places.add("event.source");
        publisher = places.add("event.publisher");
        n = places.add("event.n");
        observedAt = places.add("event.observed_at");
        suspect = places.add("evidence.suspect");
    }
}
