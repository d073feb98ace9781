package io.millrace.cli;

import io.millrace.config.AwsSettings;
import io.millrace.run.AwsFault;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;

/** Asks AWS for what target aws names: who this is, the stream, the bucket. Only reads. */
final class AwsCheck {
    private static final ClientOverrideConfiguration PATIENCE = ClientOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(20))
            .build();

    private final AwsSettings aws;
    private final Report report;

    AwsCheck(AwsSettings aws, Report report) {
        this.aws = aws;
        this.report = report;
    }

    void check() {
        if (isSomebody()) {
            checkStream();
            checkBucket();
        }
    }

    private boolean isSomebody() {
        try (var sts = StsClient.builder()
                .region(Region.of(aws.region()))
                .overrideConfiguration(PATIENCE)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            var identity = sts.getCallerIdentity();
            report.add(Finding.ok(
                    "aws", "account " + identity.account() + ", as " + identity.arn() + ", region " + aws.region()));
            return true;
        } catch (SdkException e) {
            report.add(Finding.broken("aws", "who this is cannot be told: " + AwsFault.said(e)));
            return false;
        }
    }

    private void checkStream() {
        var about = "stream";
        try (var kinesis = KinesisClient.builder()
                .region(Region.of(aws.region()))
                .overrideConfiguration(PATIENCE)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            var stream = kinesis.describeStreamSummary(request -> request.streamName(aws.stream()))
                    .streamDescriptionSummary();
            var said = aws.stream() + ": " + stream.streamStatusAsString() + ", "
                    + Counted.of(stream.openShardCount(), "open shard") + ", keeps records for "
                    + stream.retentionPeriodHours() + "h";
            var works = stream.streamStatus() == StreamStatus.ACTIVE || stream.streamStatus() == StreamStatus.UPDATING;
            report.add(works ? Finding.ok(about, said) : Finding.broken(about, said + ": wait until it is ACTIVE"));
        } catch (ResourceNotFoundException e) {
            report.add(Finding.broken(
                    about,
                    "there is no stream " + aws.stream() + " in " + aws.region()
                            + ": create it, or correct aws.stream or aws.region"));
        } catch (SdkException e) {
            report.add(Finding.broken(about, aws.stream() + ": " + AwsFault.said(e)));
        }
    }

    private void checkBucket() {
        var about = "bucket";
        try (var s3 = S3Client.builder()
                .region(Region.of(aws.region()))
                .overrideConfiguration(PATIENCE)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            s3.headBucket(request -> request.bucket(aws.bucket()));
            report.add(Finding.ok(about, aws.bucket() + " is there"));
            report.add(Finding.warn(
                    about,
                    "whether this user may write to " + aws.bucket() + ", and whether its writes can be create-only"
                            + " (If-None-Match), shows only by writing, and was not tried: Amazon S3 has create-only writes, needs"
                            + " s3:PutObject and s3:GetObject for them, and no bucket policy that forbids them"));
        } catch (S3Exception e) {
            report.add(Finding.broken(
                    about,
                    switch (e.statusCode()) {
                        case 404 -> "there is no bucket " + aws.bucket() + ": create it, or correct aws.bucket";
                        case 403 ->
                            aws.bucket() + " refuses this user (HTTP status 403): grant s3:ListBucket on it, or correct"
                                    + " aws.bucket if it is somebody else's";
                        case 301 ->
                            aws.bucket() + " is in another region than " + aws.region()
                                    + ": correct aws.region or aws.bucket";
                        default -> aws.bucket() + ": " + AwsFault.said(e);
                    }));
        } catch (SdkClientException e) {
            report.add(Finding.broken(about, aws.bucket() + ": " + AwsFault.said(e)));
        }
    }
}
