package io.millrace.local.snowflake;

import java.util.List;
import java.util.Map;

/** What a statement's parser has to know of stages. */
interface StageFiles {
    /** The files that queries were made for. */
    List<String> seen();

    /** @throws SnowflakeFault if there is no file format of that name */
    void expectFormat(String name);

    /**
     * A query in parentheses for the rows of all files whose names begin so.
     *
     * @param columns takes the files' columns: name to what stands for it in DuckDB
     */
    String rows(String place, Map<String, String> columns);
}
