package io.millrace.catalog;

import io.millrace.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table over files of the lake, as it is to stand in the catalog.
 *
 * @param dataset the dataset whose rows it holds; null of the raw zone
 * @param comment what a row is
 * @param keys the columns that its partitions have values of; not in {@code columns}
 * @param location folder of its files, {@code s3://bucket/…/}; each partition has one of its own below
 */
public record CatalogTable(
        String name,
        Dataset dataset,
        String comment,
        List<CatalogColumn> columns,
        List<CatalogColumn> keys,
        String location,
        TableFormat format) {
    /** Name of the table of the raw zone. */
    public static final String RAW = "raw_lines";

    /** Columns of every Parquet file beside the dataset's. */
    private static final List<CatalogColumn> TECHNICAL = List.of(
            new CatalogColumn("batch", "bigint", "Number of the batch that cleaned the row"),
            new CatalogColumn("shard", "string", "Shard of the stream that carried the row's event"),
            new CatalogColumn("seq", "string", "Sequence number of the event in its shard"));

    public CatalogTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** What is noted beside its columns. */
    Map<String, String> properties() {
        return format == TableFormat.PARQUET
                ? Map.of("EXTERNAL", "TRUE", "classification", format.classification())
                : Map.of("EXTERNAL", "TRUE", "classification", format.classification(), "compressionType", "gzip");
    }

    /** The raw zone: a line of JSON a row. */
    public static CatalogTable raw(String bucket) {
        return new CatalogTable(
                RAW,
                null,
                "What was read from the stream, as it came: shard, seq, arrived and the event",
                List.of(new CatalogColumn(
                        "line", "string", "A JSON object: shard, seq, arrived, and event, or bytes in base64")),
                List.of(
                        new CatalogColumn("dt", "date", "Day on which the first record of the file arrived, UTC"),
                        new CatalogColumn("hour", "string", "Its hour, 00 to 23, UTC")),
                "s3://" + bucket + "/raw/",
                TableFormat.LINES);
    }

    /**
     * The processed zone of a dataset.
     *
     * @throws IllegalArgumentException if its name or a column's is taken by the catalog itself
     */
    public static CatalogTable processed(String bucket, Dataset dataset) {
        var keys = List.of(
                new CatalogColumn("dt", "date", "Day of the observation, UTC"),
                new CatalogColumn(
                        "attempt", "string", "Whose files they are: number of the batch and id of the attempt"));
        if (dataset.name().equals(RAW)) {
            throw new IllegalArgumentException(
                    "dataset " + RAW + " has the name of the catalog's table of the raw zone: give it another");
        }
        keys.forEach(key -> dataset.column(key.name()).ifPresent(column -> {
            throw new IllegalArgumentException("dataset " + dataset.name() + " has a column " + key.name()
                    + ", and so is a partition key of its table in the catalog called: give it another name");
        }));
        var columns = new ArrayList<CatalogColumn>();
        dataset.columns().forEach(column -> columns.add(CatalogColumn.of(column)));
        columns.addAll(TECHNICAL);
        return new CatalogTable(
                dataset.name(),
                dataset,
                dataset.doc(),
                columns,
                keys,
                "s3://" + bucket + "/processed/" + dataset.name() + "/",
                TableFormat.PARQUET);
    }

    /**
     * All tables of a lake.
     *
     * @param raw whether that of the raw zone is one of them
     */
    public static List<CatalogTable> all(String bucket, List<Dataset> datasets, boolean raw) {
        var tables = new ArrayList<CatalogTable>();
        if (raw) {
            tables.add(raw(bucket));
        }
        datasets.forEach(dataset -> tables.add(processed(bucket, dataset)));
        return tables;
    }
}
