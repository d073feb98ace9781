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

    @Test
    void ofRedshiftsErrorsThoseOfTheBucketAndTheRoleAreTheWorlds() {
        for (var said : new String[] {
            "S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown",
            "S3ServiceException:Access Denied,Status 403,Error AccessDenied",
            "User arn:aws:redshift:eu-central-1:123456789012:dbuser:c/u is not authorized to assume IAM Role",
        }) {
            assertTrue(WorldFaults.isOne(new SQLException(said, "XX000")), said);
        }
        assertTrue(WorldFaults.isOne(new SQLException("permission denied for relation prices", "42501")));
        for (var said : new String[] {
            "S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey",
            "Spectrum Scan Error: The length of the data column word is longer than the length defined in the table",
        }) {
            assertFalse(WorldFaults.isOne(new SQLException(said, "XX000")), said);
        }
    }

    @Test
    void redshiftsSerializableIsolationViolationIsAConflict() {
        var violation = new SQLException(
                "ERROR: 1023 Detail: Serializable isolation violation on table - 108, transactions forming the cycle are:"
                        + " 7, 9 (pid:1)",
                "XX000");
        assertTrue(WorldFaults.isConflict(violation));
        assertFalse(WorldFaults.isOne(violation));
    }
}
