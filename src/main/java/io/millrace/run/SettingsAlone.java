package io.millrace.run;

import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Has routes take settings from the settings alone. Camel by itself prefers a variable or a system property of the same
 * name, and takes its text as it is: a size such as {@code 16MB} would not be a number, and a fault would not be told.
 */
final class SettingsAlone extends MainListenerSupport {
    private static final int NEVER = 0;

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        var properties = (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
        properties.setEnvironmentVariableMode(NEVER);
        properties.setSystemPropertiesMode(NEVER);
    }
}
