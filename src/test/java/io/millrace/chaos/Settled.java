package io.millrace.chaos;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a status says that nothing is on its way any more. */
final class Settled {
    private Settled() {}

    static boolean is(JsonNode status) {
        var waiting = 0L;
        for (var shard : status.at("/stream/shards")) {
            waiting += shard.path("behind").asLong();
        }
        for (var warehouse : status.path("warehouses")) {
            waiting += warehouse.path("behind").asLong();
        }
        return waiting == 0
                && status.at("/land/records").asLong()
                        == status.at("/clean/read").asLong()
                && status.at("/clean/planned").asLong()
                        == status.at("/clean/committed").asLong();
    }
}
