package io.millrace.local.kinesis;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A process of its own that starts a server, puts records without end, and prints what was acknowledged. */
final class AcknowledgedPuts {
    private AcknowledgedPuts() {}

    public static void main(String[] args) throws Exception {
        try (var server = KinesisServer.start(Path.of(args[0]), 0);
                var client = ServerFixture.client(server.endpoint())) {
            client.createStream(request -> request.streamName("prices").shardCount(1));
            for (int i = 0; ; i += 3) {
                var first = i;
                var entries = IntStream.range(first, first + 3)
                        .mapToObj(n -> ServerFixture.entry("key", ("record " + n).getBytes()))
                        .toList();
                var answer = client.putRecords(
                        request -> request.streamName("prices").records(entries));
                for (int n = 0; n < 3; n++) {
                    print(List.of(
                            "record " + (first + n), answer.records().get(n).sequenceNumber()));
                }
            }
        }
    }

    private static void print(List<String> acknowledged) {
        System.out.println(String.join(",", acknowledged));
        System.out.flush();
    }
}
