package io.millrace.stream;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.ShardBatch;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two readers of one shard, which fail, die and start again at any moment, over one lake. */
class RivalReadersTest {
    private static final int SEEDS = 2_000;

    @Test
    void everyRecordLandsExactlyOnceAndTheChainIsWhole() throws Exception {
        for (var seed = 0; seed < SEEDS; seed++) {
            new Round(seed).run();
        }
    }

    private static final class Round {
        private final int seed;
        private final Random random;
        private final FakeLake lake = new FakeLake();
        private final Landed landed = new Landed(lake);
        private final Positions positions = new Positions(lake, lake);
        private final ScriptedShard shard = new ScriptedShard();
        private final ShardReader[] readers = new ShardReader[2];
        private final long records;
        private Instant now = TEN.plus(Duration.ofMinutes(59));
        private boolean calm;
        private final ReadRoom room = new ReadRoom(Integer.MAX_VALUE);

        Round(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.records = 1 + random.nextInt(30);
            shard.answers(1 + random.nextInt(12));
        }

        void run() throws Exception {
            while (shard.size() < records) {
                now = now.plusMillis(random.nextInt(4_000));
                // Arrival times do not rise strictly.
                var arrived = now.minusMillis(random.nextInt(50));
                shard.put(Landed.record(shard.size() + 1, arrived, "{}"));
                step(random.nextInt(readers.length));
            }
            shard.close();
            for (var i = 0; i < 10; i++) {
                step(random.nextInt(readers.length));
            }
            calm = true;
            for (var i = 0; i < readers.length; i++) {
                while (readers[i] == null || !readers[i].isDone()) {
                    step(i);
                }
            }
            check();
        }

        private void step(int i) throws Exception {
            if (readers[i] == null || !calm && random.nextInt(10) == 0) {
                readers[i] = reader();
            }
            try {
                if (!calm && random.nextInt(15) == 0) {
                    readers[i].flush();
                }
                now = now.plus(readers[i].step());
            } catch (IOException e) {
                // The next step goes on from there.
            }
        }

        private ShardReader reader() {
            var settings = new ShardSettings(
                    Duration.ofMillis(random.nextInt(8_000)),
                    10 + random.nextInt(30),
                    1 + random.nextInt(15),
                    Duration.ofMillis(200));
            var after = positions.find(STREAM, SHARD).map(Position::last).orElse(null);
            var source = shard.source();
            source.seek(after);
            var start = new ShardStart(after, null, null, false);
            var time = new Time(() -> now, () -> now.toEpochMilli() * 1_000_000);
            return new ShardReader(
                    STREAM, SHARD, start, source, settings, room, time, (last, through) -> {}, this::land);
        }

        private String land(ShardBatch batch) throws IOException {
            var luck = calm ? 9 : random.nextInt(10);
            if (luck == 0) {
                throw new IOException("nothing was written");
            }
            var object = landed.commit(batch);
            if (luck == 1) {
                throw new IOException("written, and was not remembered");
            }
            landed.remember(object, batch.first().arrived());
            if (luck == 2) {
                throw new IOException("written and remembered, and the process died");
            }
            return object.last();
        }

        private void check() {
            var zone = new RawZone(lake);
            var position = positions.find(STREAM, SHARD).orElseThrow();
            var chain = zone.chain(STREAM, SHARD, null, position.origin(), position.hour(), Long.MAX_VALUE);
            var seqs = new ArrayList<Long>();
            chain.forEach(object -> zone.lines(object).forEach(line -> seqs.add(Long.parseLong(line.seq()))));
            assertEquals(
                    LongStream.rangeClosed(1, records).boxed().toList(), seqs, "records in the chain, seed " + seed);
            assertEquals(
                    lake.list("raw/", null, Integer.MAX_VALUE).size(),
                    chain.size(),
                    "objects outside of the chain, seed " + seed);
        }
    }
}
