package io.millrace.member;

/** How far this process's publisher is, as its heartbeats tell it. Thread-safe. */
public interface PublisherState {
    /** That of a process that publishes nothing. */
    PublisherState NONE = new PublisherState() {
        @Override
        public String id() {
            return null;
        }

        @Override
        public long numbered() {
            return 0;
        }

        @Override
        public long published() {
            return 0;
        }
    };

    /** Id of the publisher; null if there is none. */
    String id();

    /** Greatest number that was given to an event. */
    long numbered();

    /** Greatest number through which every event is in the stream, or kept as failed. */
    long published();
}
