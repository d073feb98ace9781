package io.millrace.operate;

/** Looks whether one thing is well. */
public interface Probe {
    /**
     * What was found.
     *
     * @param detail for a person, without secrets
     */
    record Finding(boolean up, String detail) {
        public static Finding up(String detail) {
            return new Finding(true, detail);
        }

        public static Finding down(String detail) {
            return new Finding(false, detail);
        }
    }

    /**
     * Looks. It may take its time, and is not asked again before it has answered.
     *
     * @throws Exception if the thing is not well; the message is the detail
     */
    Finding look() throws Exception;
}
