package io.millrace.run;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;

/**
 * Clients of Amazon EMR, made by who needs them.
 *
 * @param endpoint of the stand-in; null: AWS, with the default credentials chain
 */
public record EmrClients(String region, URI endpoint) {
    /** Asks again by itself what got no answer. */
    public EmrClient emr() {
        return with(EmrClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
                .build();
    }

    /** Asks once: each request to add a step adds one. */
    public EmrClient submitting() {
        return with(EmrClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry())))
                .build();
    }

    /** Asks again by itself what got no answer: a job run has a token. */
    public EmrServerlessClient serverless() {
        return with(EmrServerlessClient.builder().httpClientBuilder(ApacheHttpClient.builder()))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
        builder.region(Region.of(region));
        return endpoint == null
                ? builder
                : builder.endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
