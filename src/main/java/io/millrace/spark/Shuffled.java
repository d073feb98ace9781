package io.millrace.spark;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What goes from task to task, whatever dataset it is of: so that all come out of one reading, without a column for each
 * of theirs.
 */
final class Shuffled {
    /** Decides which task gets it. */
    static final String PART = "part";
    /** By which it is sorted there ({@link SortKey}): what it is, then its day, then its dataset's key. */
    static final String KEY = "key";
    /** Of one key, the greatest stays. */
    static final String AGE = "age";

    private static final String BODY = "body";
    private static final int BODY_AT = 3;

    static final Encoder<Row> ENCODER = Encoders.row(new StructType()
            .add(PART, DataTypes.IntegerType)
            // Spark compares texts in place, but takes a copy of binary values for each comparison.
            .add(KEY, DataTypes.StringType)
            .add(AGE, DataTypes.BinaryType)
            .add(BODY, DataTypes.BinaryType));

    private static final byte[] NO_AGE = {};

    private Shuffled() {}

    static Row row(int part, String key, byte[] age, byte[] body) {
        return RowFactory.create(part, key, age, body);
    }

    static Row row(int part, String key, byte[] body) {
        return row(part, key, NO_AGE, body);
    }

    static String key(Row row) {
        return row.getString(1);
    }

    static byte[] body(Row row) {
        return (byte[]) row.get(BODY_AT);
    }
}
