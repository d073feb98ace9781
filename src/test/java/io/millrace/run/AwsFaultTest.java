package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
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

    @Test
    void anAddressThatNobodyKnowsIsNamed() {
        var fault = SdkClientException.create(
                "failed", new UnknownHostException("sns.eu-cental-1.amazonaws.com: Name or service not known"));
        assertEquals(
                "no address of sns.eu-cental-1.amazonaws.com is known: look at the region, and at this machine's network",
                AwsFault.said(fault));
    }
}
