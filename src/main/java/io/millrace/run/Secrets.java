package io.millrace.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.AwsSecret;
import io.millrace.config.Secret;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * What secrets are: those that AWS Secrets Manager keeps are asked for when they are needed first, with the default
 * credentials chain, and then known until somebody has them renewed. AWS is asked for nothing where no setting refers to
 * it. Thread-safe.
 */
public final class Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

    private final String region;
    private final UnaryOperator<SecretsManagerClientBuilder> access;
    private final Map<String, String> known = new HashMap<>();

    /** @param region where secrets are that are not named by their ARN */
    public Secrets(String region) {
        this(region, builder -> builder);
    }

    Secrets(String region, UnaryOperator<SecretsManagerClientBuilder> access) {
        this.region = region;
        this.access = access;
    }

    /**
     * The value.
     *
     * @throws UncheckedIOException if AWS does not give it, with the setting, the secret and what AWS said
     */
    public String reveal(Secret secret) {
        return secret.kept().map(this::value).orElseGet(secret::reveal);
    }

    /** Asks anew for those of them that AWS keeps, and tells whether one has changed. */
    synchronized boolean renew(Collection<Secret> secrets) {
        var changed = false;
        for (var kept :
                secrets.stream().flatMap(secret -> secret.kept().stream()).toList()) {
            var before = known.remove(kept.name());
            changed |= before != null && !before.equals(text(kept));
        }
        return changed;
    }

    private String value(AwsSecret kept) {
        var text = text(kept);
        return kept.key() == null ? text : member(kept, text);
    }

    private synchronized String text(AwsSecret kept) {
        return known.computeIfAbsent(kept.name(), name -> ask(kept));
    }

    private String ask(AwsSecret kept) {
        var where = regionOf(kept.name());
        try (var client = access.apply(SecretsManagerClient.builder()
                        .region(Region.of(where))
                        .httpClientBuilder(ApacheHttpClient.builder()))
                .build()) {
            var text = client.getSecretValue(request -> request.secretId(kept.name()))
                    .secretString();
            if (text == null) {
                throw fault(kept, where, "holds bytes, not text: keep it as text", null);
            }
            LOG.info(
                    "setting={} secret={} region={} read from AWS Secrets Manager", kept.setting(), kept.name(), where);
            return text;
        } catch (ResourceNotFoundException e) {
            throw fault(
                    kept, where, "is not there: make it, or set aws.region or its whole ARN; AWS said: " + said(e), e);
        } catch (SecretsManagerException e) {
            throw fault(
                    kept,
                    where,
                    "cannot be read: allow this process secretsmanager:GetSecretValue on it, and kms:Decrypt where its key"
                            + " is one of your own; AWS said: " + said(e),
                    e);
        } catch (SdkException e) {
            throw fault(kept, where, "cannot be asked for: " + e.getMessage(), e);
        }
    }

    private static String said(SecretsManagerException e) {
        var details = e.awsErrorDetails();
        return details == null ? e.getMessage() : details.errorCode() + ": " + details.errorMessage();
    }

    private String member(AwsSecret kept, String text) {
        var names = new ArrayList<String>();
        try {
            var content = Json.MAPPER.readTree(text);
            var found = content.get(kept.key());
            if (found != null && found.isValueNode() && !found.isNull()) {
                return found.asText();
            }
            content.fieldNames().forEachRemaining(names::add);
            throw fault(
                    kept,
                    regionOf(kept.name()),
                    "has no text under the key " + kept.key() + there(content, names),
                    null);
        } catch (JsonProcessingException e) {
            // Not with the parser's words, which show what it read.
            throw fault(
                    kept,
                    regionOf(kept.name()),
                    "is no JSON object, so it has no key " + kept.key() + ": write {{aws:" + kept.name() + "}}",
                    null);
        }
    }

    private static String there(JsonNode content, Collection<String> names) {
        return content.isObject() ? "; it has " + String.join(", ", names) : ", as it is no JSON object";
    }

    private static UncheckedIOException fault(AwsSecret kept, String region, String what, Exception cause) {
        return new UncheckedIOException(new IOException(
                kept.setting() + ": the secret " + kept.name() + " of AWS Secrets Manager in " + region + " " + what,
                cause));
    }

    /** An ARN names its own: {@code arn:aws:secretsmanager:REGION:…}. */
    private String regionOf(String name) {
        var parts = name.split(":");
        return parts.length > 3 && parts[0].equals("arn") ? parts[3] : region;
    }
}
