package io.millrace.run;

import io.millrace.config.CatalogSettings;
import io.millrace.config.CleanSettings.Engine;
import io.millrace.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which route files a process with some roles needs. */
final class RouteFiles {
    private static final String ENDING = ".camel.yaml";

    private RouteFiles() {}

    /**
     * Names of the files under {@code routes/}, the shared ones first.
     *
     * @param engine that cleans, beside the embedded one
     * @param catalog who tells the Glue catalog of the lake
     * @param rhythm by hand nothing is removed that nobody asked to remove
     * @param tells whether alerts are configured
     * @param answers whether the process has a port where other commands are answered
     */
    static List<String> of(
            Set<Role> roles,
            Target target,
            Engine engine,
            CatalogSettings.Mode catalog,
            Rhythm rhythm,
            boolean tells,
            boolean answers) {
        var files = new ArrayList<>(List.of("on-error", "commit-object", "keep-failed", "beat-heart"));
        if (roles.contains(Role.FETCH)) {
            files.addAll(List.of("fetch-page", "scrape-site", "find-pages", "ask-provider", "give-up-page"));
            files.addAll(List.of("publish-events", "send-events", "tell-sources"));
        }
        if (roles.contains(Role.FETCH) && rhythm == Rhythm.SCHEDULED) {
            files.add("watch-sources");
        }
        if (roles.contains(Role.LAND)) {
            files.addAll(List.of("remember-position", "land-batch", "land-raw"));
        }
        if (roles.contains(Role.CLEAN)) {
            files.addAll(List.of("clean-raw", "attempt-embedded"));
            files.addAll(
                    switch (engine) {
                        case EMBEDDED -> List.of();
                        case SPARK_LOCAL -> List.of("attempt-spark-local");
                        case EMR -> List.of("attempt-emr", "await-job");
                        case EMR_SERVERLESS -> List.of("attempt-emr-serverless", "await-job");
                    });
        }
        if (roles.contains(Role.CLEAN) && catalog != CatalogSettings.Mode.NONE) {
            files.addAll(List.of("catalog-round", "register-catalog"));
            if (catalog == CatalogSettings.Mode.CRAWLER) {
                files.add("crawl-raw");
            }
        }
        if (roles.contains(Role.LOAD)) {
            files.add("load-warehouse");
        }
        if (roles.contains(Role.LOAD) && rhythm != Rhythm.BY_HAND) {
            files.add("tidy-lake");
            if (tells) {
                files.addAll(List.of("judge-alerts", "deliver-alerts", "send-alert"));
            }
            if (target == Target.LOCAL) {
                files.add("trim-stream");
            }
        }
        if (roles.contains(Role.DASHBOARD)) {
            files.add("serve-dashboard");
        }
        if (answers) {
            files.addAll(List.of("serve-control", "serve-metrics"));
        }
        return files.stream().map(name -> "classpath:routes/" + name + ENDING).toList();
    }
}
