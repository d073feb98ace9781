package io.millrace.cli;

import io.millrace.config.CatalogSettings;
import io.millrace.config.Settings;
import io.millrace.run.AwsFault;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** Asks the Glue catalog for what registering reads there. Only reads. */
final class CatalogCheck {
    private static final String ABOUT = "catalog";
    /** That which every lake has. */
    private static final String TABLE = "prices";

    private final Settings settings;
    private final Report report;

    CatalogCheck(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void check() {
        var set = settings.catalog();
        if (set.mode() == CatalogSettings.Mode.NONE) {
            return;
        }
        try (var glue = GlueClient.builder()
                .region(Region.of(settings.aws().region()))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            var isAllowed = true;
            for (var request : requests(set).entrySet()) {
                isAllowed &=
                        isAllowed(request.getKey(), () -> request.getValue().accept(glue));
            }
            if (set.mode() == CatalogSettings.Mode.CRAWLER) {
                checkCrawler(glue, set.crawler());
            }
            if (isAllowed) {
                report.add(Finding.ok(ABOUT, "database " + set.database() + " of Glue can be read"));
                report.add(Finding.warn(
                        ABOUT,
                        "whether this user may write there shows only by writing, and was not tried: registering needs"
                                + " glue:CreateDatabase, CreateTable, UpdateTable, BatchCreatePartition and"
                                + " BatchDeletePartition"));
            }
        }
    }

    private static Map<String, Consumer<GlueClient>> requests(CatalogSettings set) {
        var requests = new TreeMap<String, Consumer<GlueClient>>();
        requests.put("glue:GetDatabase", glue -> glue.getDatabase(r -> r.name(set.database())));
        requests.put(
                "glue:GetTable",
                glue -> glue.getTable(r -> r.databaseName(set.database()).name(TABLE)));
        requests.put(
                "glue:GetPartitions",
                glue -> glue.getPartitions(
                        r -> r.databaseName(set.database()).tableName(TABLE).maxResults(1)));
        requests.put(
                "glue:BatchGetPartition",
                glue -> glue.batchGetPartition(r -> r.databaseName(set.database())
                        .tableName(TABLE)
                        .partitionsToGet(p -> p.values("1970-01-01", "0-none"))));
        return requests;
    }

    /** What is not there yet is made by the first round. */
    private boolean isAllowed(String right, Runnable request) {
        try {
            request.run();
            return true;
        } catch (EntityNotFoundException e) {
            return true;
        } catch (SdkException e) {
            report.add(Finding.broken(ABOUT, right + ": " + AwsFault.said(e)));
            return false;
        }
    }

    private void checkCrawler(GlueClient glue, String crawler) {
        try {
            var state = glue.getCrawler(r -> r.name(crawler)).crawler().stateAsString();
            report.add(Finding.ok(ABOUT, "crawler " + crawler + ": " + state));
        } catch (EntityNotFoundException e) {
            report.add(Finding.broken(
                    ABOUT, "there is no crawler " + crawler + ": create it, or correct catalog.crawler"));
        } catch (SdkException e) {
            report.add(Finding.broken(ABOUT, "glue:GetCrawler: " + AwsFault.said(e)));
        }
    }
}
