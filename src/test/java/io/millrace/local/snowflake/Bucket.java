package io.millrace.local.snowflake;

import java.io.IOException;
import java.util.List;

/** What an external stage is over. */
public interface Bucket {
    Bucket NONE = new Bucket() {
        @Override
        public List<String> keys(String prefix) {
            return List.of();
        }

        @Override
        public byte[] content(String key) throws IOException {
            throw new IOException(key + " is not there");
        }
    };

    /** All keys that begin so. */
    List<String> keys(String prefix) throws IOException;

    byte[] content(String key) throws IOException;
}
