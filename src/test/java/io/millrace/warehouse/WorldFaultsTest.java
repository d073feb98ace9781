package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class WorldFaultsTest {
    @Test
    void aBucketThatIsBusyIsNoFaultOfTheBatchThatIsLoaded() {
        var busy = S3Exception.builder().statusCode(503).message("SlowDown").build();
        assertTrue(WorldFaults.isOne(new IllegalStateException("processed/x could not be read", busy)));
    }

    @Test
    void aRowThatDoesNotFitIsTheBatchsOwn() {
        assertFalse(WorldFaults.isOne(new SQLException("Conversion Error: Could not convert string 'x' to INT32")));
        assertFalse(WorldFaults.isOne(new IllegalStateException("3 rows were staged, but the manifests promise 4")));
    }
}
