package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is known of a stream besides its records: the content of its {@code stream.json}.
 *
 * @param created seconds since 1970
 * @param mode PROVISIONED or ON_DEMAND
 * @param retentionHours how long a record can be read, where that was set; null: as the server keeps records
 * @param shards in the order of their indexes, closed ones too
 */
record StreamState(String name, long created, String mode, Integer retentionHours, List<ShardState> shards) {
    private static final String FILE = "stream.json";
    private static final JsonMapper JSON = new JsonMapper();

    StreamState with(List<ShardState> changed) {
        return new StreamState(name, created, mode, retentionHours, changed);
    }

    StreamState keeping(int hours) {
        return new StreamState(name, created, mode, hours, shards);
    }

    static StreamState read(Path folder) throws IOException {
        try {
            return JSON.readValue(folder.resolve(FILE).toFile(), StreamState.class);
        } catch (IOException e) {
            throw new IOException(
                    "cannot read " + folder.resolve(FILE) + " (" + e.getMessage()
                            + "): move the folder away to go on without that stream",
                    e);
        }
    }

    void write(Path folder) throws IOException {
        Disk.replace(folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
