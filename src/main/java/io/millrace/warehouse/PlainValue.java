package io.millrace.warehouse;

import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** DuckDB's values as JSON can hold them. */
final class PlainValue {
    private PlainValue() {}

    /** Null, a number, a boolean, a text, or a list or map of them; bytes in base64, times as RFC 3339 in UTC. */
    static Object of(Object value) throws SQLException {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) || !isFloating(number) ? number : number.toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof Timestamp time) {
            return of(time.toLocalDateTime());
        }
        if (value instanceof Array list) {
            return list((Object[]) list.getArray());
        }
        if (value instanceof DuckDBStruct struct) {
            return map(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Blob bytes) {
            return Base64.getEncoder().encodeToString(bytes.getBytes(1, Math.toIntExact(bytes.length())));
        }
        return value.toString();
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static List<Object> list(Object[] items) throws SQLException {
        var list = new ArrayList<>();
        for (var item : items) {
            list.add(of(item));
        }
        return list;
    }

    private static Map<String, Object> map(Map<?, ?> entries) throws SQLException {
        var map = new LinkedHashMap<String, Object>();
        for (var entry : entries.entrySet()) {
            map.put(String.valueOf(entry.getKey()), of(entry.getValue()));
        }
        return map;
    }
}
