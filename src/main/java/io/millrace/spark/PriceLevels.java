package io.millrace.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import io.millrace.clean.PriceColumns;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Manifest;
import io.millrace.lake.PriceLevel;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/** The levels of the prices that an attempt has written, read from a few columns of its files. */
record PriceLevels(SparkSession spark, LakeFiles lake) {
    private static final Comparator<PriceLevel> ORDER = Comparator.comparing(PriceLevel::source)
            .thenComparing(PriceLevel::currency, Comparator.nullsLast(Comparator.naturalOrder()));

    /** By source and currency; none for a dataset without prices, or without files. */
    List<PriceLevel> of(Dataset dataset, List<Manifest.DataFile> files) {
        var columns = PriceColumns.of(dataset);
        if (columns.isEmpty() || files.isEmpty()) {
            return List.of();
        }
        var group = Window.partitionBy("source", "currency");
        var paths = files.stream().map(file -> lake.uri(file.key())).toArray(String[]::new);
        return spark
                .read()
                .parquet(paths)
                .select(
                        col(columns.get().source().name()).as("source"),
                        col(columns.get().currency().name()).as("currency"),
                        col(columns.get().price().name()).as("price"),
                        observed(dataset).as("observed"))
                .where(col("price").isNotNull())
                .withColumn("place", row_number().over(group.orderBy("price")))
                .withColumn("n", count(lit(1)).over(group))
                .withColumn("newest", max("observed").over(group))
                .where(expr("place = (n + 1) div 2"))
                .collectAsList()
                .stream()
                .map(PriceLevels::level)
                .sorted(ORDER)
                .toList();
    }

    /** Of a dataset that does not keep the time of an observation, it is not known. */
    private static Column observed(Dataset dataset) {
        return dataset.columns().stream()
                .filter(column -> column.from().equals("event.observed_at")
                        && column.type().kind() == ColumnType.Kind.TIMESTAMP)
                .findFirst()
                .map(column -> col(column.name()))
                .orElseGet(() -> lit(null).cast("timestamp"));
    }

    private static PriceLevel level(Row row) {
        var newest = row.<java.sql.Timestamp>getAs("newest");
        return new PriceLevel(
                row.getAs("source"),
                row.getAs("currency"),
                row.<Long>getAs("n"),
                newest == null ? null : newest.toInstant(),
                row.getAs("price"));
    }
}
