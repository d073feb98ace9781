package io.millrace.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Finds for every key the strongest of its values: flag, variable, file, default. */
final class SettingsLayers {
    private static final String TEMPLATE = WarehouseSettings.PREFIX + "local.";

    private final Map<String, Setting> settings = new TreeMap<>();
    private final Faults faults;

    private SettingsLayers(Faults faults) {
        this.faults = faults;
    }

    /** The defaults that the program brings along, by key. */
    static Map<String, String> defaults() {
        var properties = new Properties();
        try (var in = SettingsLayers.class.getResourceAsStream("/application.properties");
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("application.properties cannot be read from the jar", e);
        }
        var defaults = new TreeMap<String, String>();
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(Setting.PREFIX))
                .forEach(key -> defaults.put(key, properties.getProperty(key)));
        return defaults;
    }

    /**
     * The settings by key.
     *
     * @param folder the working folder
     * @param fileFolder the folder of the configuration file
     */
    static Map<String, Setting> merge(
            SettingsFile file,
            List<Flag> flags,
            Map<String, String> environment,
            Path folder,
            Path fileFolder,
            Faults faults) {
        var layers = new SettingsLayers(faults);
        layers.addDefaults(file, folder, fileFolder);
        file.values().forEach((key, value) -> layers.settings.put(key, new Setting(value, fileFolder)));
        layers.addVariables(environment, folder);
        flags.forEach(flag -> layers.add(flag.key(), flag.name(), flag.value(), folder));
        layers.addRegion(environment, folder);
        return layers.settings;
    }

    private void addDefaults(SettingsFile file, Path folder, Path fileFolder) {
        var defaults = new HashMap<>(defaults());
        if (file.declaresWarehouses()) {
            var template = new HashMap<>(defaults);
            defaults.keySet().removeIf(key -> key.startsWith(TEMPLATE));
            template.keySet().removeIf(key -> !key.startsWith(TEMPLATE));
            template.forEach((key, value) -> file.warehouses()
                    .forEach(
                            name -> defaults.put(key.replace(TEMPLATE, WarehouseSettings.PREFIX + name + "."), value)));
        }
        defaults.forEach((key, value) -> {
            // Data are written: they belong where the program runs, not beside a file that may be mounted read-only.
            var base = key.equals("millrace.data") ? folder : fileFolder;
            settings.put(key, new Setting(new Scalar(value, Setting.DEFAULT, faults), base));
        });
    }

    private void addVariables(Map<String, String> environment, Path folder) {
        for (var key : List.copyOf(settings.keySet())) {
            var value = environment.get(Setting.variable(key));
            if (value != null && !value.isBlank()) {
                add(key, Setting.variable(key), value, folder);
            }
        }
    }

    /** AWS_REGION counts where nothing of Millrace's own names the region, and AWS is what is meant. */
    private void addRegion(Map<String, String> environment, Path folder) {
        var region = environment.getOrDefault("AWS_REGION", "");
        var key = "millrace.aws.region";
        if (!region.isBlank()
                && !settings.get(key).isOwn()
                && settings.get("millrace.target").value().raw().strip().equals("aws")) {
            add(key, "AWS_REGION", region, folder);
        }
    }

    private void add(String key, String origin, String value, Path folder) {
        if (!settings.containsKey(key)) {
            throw new IllegalArgumentException(origin + " sets " + key + ", which is no setting");
        }
        settings.put(key, new Setting(new Scalar(value, new Place(origin, 0, ""), faults), folder));
    }
}
