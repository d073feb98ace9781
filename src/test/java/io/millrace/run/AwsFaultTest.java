package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AwsFaultTest {
    @Test
    void anAnswerWhoseReasonWasCutIsToldByItsStatus() {
        var cut = S3Exception.builder()
                .statusCode(500)
                .awsErrorDetails(AwsErrorDetails.builder().build())
                .build();
        assertEquals("the answer was HTTP status 500 without a reason", AwsFault.said((S3Exception) cut));
    }
}
