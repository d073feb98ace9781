package io.millrace.catalog;

import java.util.Map;

/** How the files of a table are read, in Hive's words. */
enum TableFormat {
    PARQUET(
            "parquet",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
    /**
     * A column of text per line. JSON is taken apart by the queries: readers of JSON differ in what they make of an object
     * in a column, and a line that one of them refuses would be missing.
     */
    LINES(
            "json",
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");

    /** Between columns of text there stands a character that JSON never holds. */
    static final Map<String, String> PARAMETERS = Map.of("serialization.format", "1");

    private final String classification;
    private final String input;
    private final String output;
    private final String serde;

    TableFormat(String classification, String input, String output, String serde) {
        this.classification = classification;
        this.input = input;
        this.output = output;
        this.serde = serde;
    }

    String classification() {
        return classification;
    }

    String input() {
        return input;
    }

    String output() {
        return output;
    }

    String serde() {
        return serde;
    }
}
