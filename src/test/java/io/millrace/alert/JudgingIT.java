package io.millrace.alert;

import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class JudgingIT extends JudgingContract {
    private DuckDb file;

    @Override
    Warehouse open(Path folder) throws Exception {
        file = DuckDb.open(folder.resolve("warehouse.duckdb"), "128MB");
        return Warehouse.duckDb("local", file);
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }
}
