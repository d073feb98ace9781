package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * MySQL 8, MariaDB, and what is made of them (RDS, Aurora).
 *
 * <p>Texts compare by their code points and keep trailing spaces, as everywhere else in Millrace; times are UTC.
 */
final class MySqlDialect implements Dialect {
    /** Most characters of a text in a key without a length of its own: an index holds 3,072 bytes. */
    private static final int KEY_LENGTH = 255;

    /** Characters of a text that is kept in its row. */
    private static final int SHORT_LENGTH = 64;

    private static final Pattern VARCHAR = Pattern.compile("(?i)varchar\\((\\d+)\\)");

    /** MariaDB shows how wide it would show an integer. */
    private static final Pattern WIDTH = Pattern.compile("(?i)\\b((?:big)?int)\\(\\d+\\)");

    private final Supplier<String> collation;
    private final Access access;

    /** @param collation that compares code points and does not pad, which MySQL and MariaDB call by different names */
    MySqlDialect(Supplier<String> collation) {
        this(collation, null);
    }

    /** @param access for the statements that are run once; null if nobody asks for them */
    MySqlDialect(Supplier<String> collation, Access access) {
        this.collation = collation;
        this.access = access;
    }

    @Override
    public Map<String, String> setup() {
        return Map.of(
                "database",
                identifier(access.database()),
                "user",
                Sql.literal(access.user()) + "@'%'",
                "reader",
                Sql.literal(access.reader()));
    }

    @Override
    public String identifier(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String type(Dataset dataset, Column column) {
        return switch (column.type().kind()) {
            case STRING ->
                isIndexed(dataset, column.name()) || isShort(column) ? "VARCHAR(" + length(column) + ")" : "LONGTEXT";
            case INT -> "INT";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL ->
                "DECIMAL(" + column.type().precision() + "," + column.type().scale() + ")";
            case BOOLEAN -> "TINYINT(1)";
            case DATE -> "DATE";
            case TIMESTAMP -> "DATETIME(6)";
            // Not JSON, which MySQL writes anew in an order of its own; its functions take texts as well.
            case JSON -> "LONGTEXT";
        };
    }

    private static boolean isIndexed(Dataset dataset, String column) {
        return dataset.key().contains(column)
                || dataset.references().stream()
                        .anyMatch(reference -> reference.columns().contains(column));
    }

    /** A row holds 65,535 bytes beside its long texts: of short ones, which take four a character, all there ever are. */
    private static boolean isShort(Column column) {
        return column.maxLength() != null && column.maxLength() <= SHORT_LENGTH;
    }

    private static int length(Column column) {
        return column.maxLength() == null ? KEY_LENGTH : column.maxLength();
    }

    /** A text that is in no index may have more room than it needs, as in a table from before it had a length. */
    @Override
    public boolean isType(Dataset dataset, Column column, String found) {
        if (column.type().kind() == ColumnType.Kind.STRING && !isIndexed(dataset, column.name())) {
            var length = VARCHAR.matcher(found);
            return found.equalsIgnoreCase("LONGTEXT")
                    || isShort(column) && length.matches() && Integer.parseInt(length.group(1)) >= column.maxLength();
        }
        return Dialect.super.isType(dataset, column, WIDTH.matcher(found).replaceAll("$1"));
    }

    @Override
    public String same(String a, String b) {
        return a + " <=> " + b;
    }

    @Override
    public String now() {
        return "utc_timestamp(6)";
    }

    @Override
    public String epoch(String time) {
        return "timestampdiff(SECOND, TIMESTAMP '1970-01-01 00:00:00', " + time + ")";
    }

    @Override
    public String time(String seconds) {
        return "(TIMESTAMP '1970-01-01 00:00:00' + INTERVAL CAST(" + seconds + " AS SIGNED) SECOND)";
    }

    @Override
    public String comparable(String text) {
        return "CONVERT(" + text + " USING utf8mb4) COLLATE " + collation.get();
    }

    @Override
    public String textType() {
        return "CHAR";
    }

    @Override
    public String later(String day, int days) {
        return "(" + day + " + INTERVAL " + days + " DAY)";
    }

    /** In the columns' character set and collation, as it is compared with them. */
    @Override
    public String member(String object, String name) {
        return "(" + comparable("JSON_VALUE(" + object + ", " + Sql.literal("$." + name) + ")") + ")";
    }

    @Override
    public String proposed(String identifier) {
        return "VALUES(" + identifier + ")";
    }

    @Override
    public String text(Column column) {
        var name = identifier(column.name());
        return switch (column.type().kind()) {
            case TIMESTAMP -> "DATE_FORMAT(" + name + ", '%Y-%m-%d %H:%i:%s.%f+00')";
            case STRING, JSON -> name;
            default -> "CAST(" + name + " AS CHAR)";
        };
    }

    @Override
    public Map<String, String> values(Dataset dataset) {
        return Map.of("collation", collation.get(), "scratch", identifier("scratch_" + dataset.name()));
    }

    @Override
    public void fill(Load load, Staging staging, Connection connection) throws SQLException, IOException {
        new MySqlFiles(this, load, connection).stage(staging);
    }

    @Override
    public void insertNew(Load load, Connection connection) throws SQLException, IOException {
        new MySqlFiles(this, load, connection).insertNew();
    }
}
