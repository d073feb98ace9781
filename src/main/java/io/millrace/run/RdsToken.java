package io.millrace.run;

import io.millrace.config.WarehouseSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The password of a user of RDS or Aurora who logs in with IAM: a request to {@code rds-db:connect}, signed for the next 15
 * minutes and made anew for each connection. Nobody is asked for it but, by the chain of credentials, their keeper.
 */
final class RdsToken implements Supplier<String> {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int PORT = 3306;

    private final String host;
    private final int port;
    private final String user;
    private final String region;
    private final Supplier<? extends AwsCredentialsIdentity> credentials;
    private final Clock clock;

    /** @param configured a warehouse of type mysql */
    RdsToken(
            WarehouseSettings configured,
            String region,
            Supplier<? extends AwsCredentialsIdentity> credentials,
            Clock clock) {
        var address = URI.create(configured.url().substring("jdbc:".length()));
        this.host = address.getHost();
        this.port = address.getPort() < 0 ? PORT : address.getPort();
        this.user = configured.user();
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public String get() {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .port(port)
                .encodedPath("/")
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", user)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials.get())
                        .request(request)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALID));
        return signed.request().getUri().toString().substring("https://".length());
    }
}
