package io.millrace.run;

import io.millrace.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;

/** Some of the program's routes, for a command that needs no stage: started, asked, stopped. */
final class FewRoutes implements AutoCloseable {
    private final Main main = new Main();

    /**
     * @param files names under {@code routes/}, without the ending
     * @param beans what they call, by name
     */
    FewRoutes(Settings settings, List<String> files, Map<String, Object> beans) {
        this(settings, files, null, beans);
    }

    /** @param more routes made of templates in these files; null: none */
    FewRoutes(Settings settings, List<String> files, RoutesBuilder more, Map<String, Object> beans) {
        if (more != null) {
            main.configure().addRoutesBuilder(more);
        }
        main.configure()
                .withRoutesIncludePattern(files.stream()
                        .map(name -> "classpath:routes/" + name + ".camel.yaml")
                        .collect(Collectors.joining(",")));
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
        main.addOverrideProperty("camel.main.startup-summary-level", "Off");
        settings.properties().forEach(main::addOverrideProperty);
        // Camel takes this one in milliseconds alone.
        main.addOverrideProperty(
                "millrace.athena.limit", Long.toString(settings.athena().limit().toMillis()));
        main.addMainListener(new SettingsAlone());
        beans.forEach(main::bind);
        main.start();
    }

    /**
     * The answer of a route.
     *
     * @throws RuntimeException why it failed
     */
    Object ask(String address, Object body) {
        var template = main.getCamelContext().createProducerTemplate();
        try {
            return template.requestBody(address, body);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
