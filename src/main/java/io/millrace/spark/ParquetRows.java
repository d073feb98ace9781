package io.millrace.spark;

import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows as {@link RowBytes} lays them out into a Parquet file of their dataset. */
final class ParquetRows extends WriteSupport<byte[]> {
    /** As the embedded engine's: what the documentation of every reader names. */
    private static final CompressionCodecName COMPRESSION = CompressionCodecName.SNAPPY;
    /** Of values before compression: what a task holds in memory. */
    private static final long ROW_GROUP = 64L << 20;

    private final MessageType schema;
    private final ColumnType[] types;
    private final String[] names;
    private final long batch;
    private RecordConsumer out;

    private ParquetRows(Dataset dataset, long batch) {
        this.schema = ParquetSchema.of(dataset);
        this.types = dataset.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
        this.names = schema.getFields().stream().map(field -> field.getName()).toArray(String[]::new);
        this.batch = batch;
    }

    static ParquetWriter<byte[]> writer(LakeFiles lake, String key, Dataset dataset, long batch) throws IOException {
        var file = HadoopOutputFile.fromPath(lake.writable(key), lake.settings());
        return new Builder(file, new ParquetRows(dataset, batch))
                .withConf(lake.settings())
                .withCompressionCodec(COMPRESSION)
                .withRowGroupSize(ROW_GROUP)
                .build();
    }

    @Override
    public WriteContext init(Configuration settings) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(byte[] row) {
        out.startMessage();
        var at = RowBytes.DAY_BYTES;
        for (var i = 0; i < types.length; i++) {
            at = add(row, at, i, types[i]);
        }
        out.startField(names[types.length], types.length);
        out.addLong(batch);
        out.endField(names[types.length], types.length);
        at = add(row, at, types.length + 1, ParquetSchema.TEXT);
        add(row, at, types.length + 2, ParquetSchema.TEXT);
        out.endMessage();
    }

    /** Adds the value that begins there, if there is one; where the next begins. */
    private int add(byte[] row, int place, int field, ColumnType type) {
        if (row[place] == 0) {
            return place + 1;
        }
        var at = place + 1;
        out.startField(names[field], field);
        var end =
                switch (type.kind()) {
                    case STRING, JSON -> {
                        var length = RowBytes.intAt(row, at);
                        out.addBinary(Binary.fromReusedByteArray(row, at + Integer.BYTES, length));
                        yield at + Integer.BYTES + length;
                    }
                    case DECIMAL -> {
                        var length = RowBytes.intAt(row, at);
                        addDecimal(row, at + Integer.BYTES, length, type.precision());
                        yield at + Integer.BYTES + length;
                    }
                    case INT, DATE -> {
                        out.addInteger(RowBytes.intAt(row, at));
                        yield at + Integer.BYTES;
                    }
                    case BIGINT, TIMESTAMP -> {
                        out.addLong(RowBytes.longAt(row, at));
                        yield at + Long.BYTES;
                    }
                    case DOUBLE -> {
                        out.addDouble(Double.longBitsToDouble(RowBytes.longAt(row, at)));
                        yield at + Long.BYTES;
                    }
                    case BOOLEAN -> {
                        out.addBoolean(row[at] == 1);
                        yield at + 1;
                    }
                };
        out.endField(names[field], field);
        return end;
    }

    private void addDecimal(byte[] row, int at, int length, int precision) {
        if (precision <= ParquetSchema.LONG_DIGITS) {
            long unscaled = row[at];
            for (var i = 1; i < length; i++) {
                unscaled = unscaled << Byte.SIZE | row[at + i] & 0xFF;
            }
            if (precision <= ParquetSchema.INT_DIGITS) {
                out.addInteger((int) unscaled);
            } else {
                out.addLong(unscaled);
            }
            return;
        }
        var wide = new byte[ParquetSchema.DECIMAL_BYTES];
        Arrays.fill(wide, 0, wide.length - length, (byte) (row[at] < 0 ? -1 : 0));
        System.arraycopy(row, at, wide, wide.length - length, length);
        out.addBinary(Binary.fromConstantByteArray(wide));
    }

    private static final class Builder extends ParquetWriter.Builder<byte[], Builder> {
        private final ParquetRows rows;

        Builder(OutputFile file, ParquetRows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<byte[]> getWriteSupport(Configuration settings) {
            return rows;
        }
    }
}
