package io.millrace.alert;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.MySqlServer;
import io.millrace.warehouse.Warehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class MySqlJudgingIT extends JudgingContract {
    private HikariDataSource pool;

    @Override
    Warehouse open(Path folder) throws Exception {
        pool = MySql.pool("shop", MySqlServer.database(), MySqlServer.USER, MySqlServer.PASSWORD, folder);
        return MySql.warehouse("shop", pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }
}
