package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsAloneTest {
    private static final String SIZE = "millrace.test.size";

    @AfterEach
    void forget() {
        System.clearProperty(SIZE);
    }

    @Test
    void aRouteTakesTheSettingAndNotThePropertyOfItsName() throws Exception {
        System.setProperty(SIZE, "16MB");
        var main = new Main();
        main.addOverrideProperty(SIZE, "16000000");
        main.addMainListener(new SettingsAlone());
        main.init();
        try (var context = main.getCamelContext()) {
            assertEquals("16000000", context.resolvePropertyPlaceholders("{{" + SIZE + "}}"));
        }
    }
}
