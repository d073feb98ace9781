package io.millrace.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a user can set, checked. Immutable.
 *
 * <p>Relative paths of a file start at the file's folder, those of flags and variables at the working folder. What each
 * setting means and its default stand in {@code application.properties}.
 *
 * @param data folder of the local stream, lake and warehouse, and of caches; may not exist yet
 * @param sources folder of the declared sources; may not exist
 * @param datasets folder of the user's own datasets, where there is one
 * @param warehouses in the order of the file
 * @param properties every setting as text by its key {@code millrace.…}, sorted, for placeholders: sizes in bytes, durations
 *     such as {@code 5s}, what is not set empty
 * @param origins where each of them was set: {@code --data}, {@code MILLRACE_TARGET}, {@code millrace.yaml:3} or
 *     {@code default}
 * @param warnings what is odd but no fault, one line each
 */
public record Settings(
        Target target,
        Path data,
        Path sources,
        Optional<Path> datasets,
        AwsSettings aws,
        FetchSettings fetch,
        WatchSettings watch,
        PublishSettings publish,
        LandSettings land,
        CleanSettings clean,
        CompactSettings compact,
        LoadSettings load,
        CatalogSettings catalog,
        AthenaSettings athena,
        RetentionSettings retention,
        List<WarehouseSettings> warehouses,
        AlertsSettings alerts,
        DashboardSettings dashboard,
        OperateSettings operate,
        LogSettings log,
        Map<String, String> properties,
        Map<String, String> origins,
        List<String> warnings) {

    public Settings {
        warehouses = List.copyOf(warehouses);
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
        warnings = List.copyOf(warnings);
    }

    /**
     * The settings of this process.
     *
     * @param file the configuration file; absent: millrace.yaml in the working folder, if there is one
     * @throws ConfigException with every fault of every setting
     */
    public static Settings load(Optional<Path> file, List<Flag> flags) {
        return load(file, flags, System.getenv(), Path.of(""));
    }

    /**
     * The settings that result from the arguments alone.
     *
     * @param folder the working folder
     * @throws ConfigException with every fault of every setting
     */
    public static Settings load(Optional<Path> file, List<Flag> flags, Map<String, String> environment, Path folder) {
        return new SettingsLoader(file, folder).load(flags, environment, true);
    }

    /**
     * The settings of a process that asks no warehouse, so that it is given none of their secrets: a reference to one that
     * leads nowhere is no fault before somebody asks for that secret. Everything else is as with {@link #load(Optional, List)}.
     */
    public static Settings loadWithoutWarehouses(Optional<Path> file, List<Flag> flags) {
        return loadWithoutWarehouses(file, flags, System.getenv(), Path.of(""));
    }

    /**
     * The same of the arguments alone.
     *
     * @param folder the working folder
     */
    public static Settings loadWithoutWarehouses(
            Optional<Path> file, List<Flag> flags, Map<String, String> environment, Path folder) {
        return new SettingsLoader(file, folder).load(flags, environment, false);
    }

    /** The same with these alerts. */
    public Settings with(AlertsSettings other) {
        return new Settings(
                target,
                data,
                sources,
                datasets,
                aws,
                fetch,
                watch,
                publish,
                land,
                clean,
                compact,
                load,
                catalog,
                athena,
                retention,
                warehouses,
                other,
                dashboard,
                operate,
                log,
                properties,
                origins,
                warnings);
    }

    /** Where the setting of the key was set. */
    public String origin(String key) {
        return origins.getOrDefault(key, Setting.DEFAULT.file());
    }
}
