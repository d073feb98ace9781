package io.millrace.warehouse;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has a pool begin new sessions once one was denied something: MySQL's keep the rights that they began with, and would not
 * see what is granted then. What is under way is finished.
 */
final class DeniedSession implements SQLExceptionOverride {
    private volatile HikariDataSource pool;

    /** Before any connection is asked for. */
    void watch(HikariDataSource source) {
        pool = source;
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (WorldFaults.isDenial(failure)) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return Override.CONTINUE_EVICT;
    }
}
