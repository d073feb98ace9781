package io.millrace.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one configuration: the file, then every setting. */
final class SettingsLoader {
    private final Faults faults = new Faults();
    private final Path folder;
    private final Optional<Path> file;
    private final SettingsFile content;

    SettingsLoader(Optional<Path> named, Path folder) {
        this.folder = folder;
        if (named.isEmpty() && Files.exists(folder.resolve("millrace.yml"))) {
            var place = new Place(folder.resolve("millrace.yml").toString(), 0, "");
            faults.add(place, "is not read: rename it to millrace.yaml, or name it with --config");
        }
        this.file = named.map(folder::resolve)
                .or(() -> Optional.of(folder.resolve("millrace.yaml"))
                        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)));
        var root = file.flatMap(path -> YamlFile.read(path, faults)).orElseGet(() -> YamlFile.empty("", faults));
        this.content = new SettingsFile(root, SettingsLayers.defaults().keySet(), faults);
    }

    /** @param needed whether secrets, which warehouses, alerts and the dashboard alone have, have to be there */
    Settings load(List<Flag> flags, Map<String, String> environment, boolean needed) {
        var fileFolder = file.map(path -> path.resolveSibling("")).orElse(folder);
        var settings = SettingsLayers.merge(content, flags, environment, folder, fileFolder, faults);
        var secrets = new SecretReference(environment, needed);
        var keys = new Keys(settings, file.map(Path::toString).orElse(""), secrets, faults);
        var target = keys.oneOf("millrace.target", Target.class);
        var data = data(keys);
        var load = LoadSettings.of(keys);
        var catalog = CatalogSettings.of(keys, target);
        var warehouses = warehouses(keys, data, load);
        var alerts = new AlertsFile(secrets, fileFolder, faults);
        var read = new Settings(
                target,
                data,
                keys.path("millrace.sources"),
                datasets(keys),
                AwsSettings.of(keys, target),
                FetchSettings.of(keys),
                WatchSettings.of(keys),
                PublishSettings.of(keys),
                LandSettings.of(keys),
                CleanSettings.of(keys, target),
                CompactSettings.of(keys),
                load,
                catalog,
                AthenaSettings.of(keys),
                RetentionSettings.of(keys),
                warehouses,
                AlertsSettings.of(keys, content.alerts(), alerts, warehouses),
                DashboardSettings.of(keys, warehouses),
                OperateSettings.of(keys),
                LogSettings.of(keys),
                keys.properties(),
                origins(settings),
                warnings(settings.keySet(), environment));
        checkPorts(keys, read);
        faults.throwIfAny();
        return read;
    }

    private static void checkPorts(Keys keys, Settings read) {
        var port = read.operate().port();
        if (port.isPresent() && port.equals(read.dashboard().port())) {
            keys.fault("millrace.operate.port", "the dashboard has that port: give each its own");
        }
    }

    private Path data(Keys keys) {
        var data = keys.path("millrace.data");
        if (Files.exists(data) && !Files.isDirectory(data)) {
            keys.fault("millrace.data", data + " is a file: name a folder");
        }
        return data;
    }

    private Optional<Path> datasets(Keys keys) {
        var key = "millrace.datasets";
        var datasets = keys.path(key);
        if (Files.isDirectory(datasets)) {
            return Optional.of(datasets);
        }
        if (keys.isOwn(key)) {
            keys.fault(key, "there is no folder " + datasets + ": create it, or remove the setting");
        }
        keys.put(key, "");
        return Optional.empty();
    }

    private List<WarehouseSettings> warehouses(Keys keys, Path data, LoadSettings load) {
        var names = content.declaresWarehouses() ? content.warehouses() : Set.of("local");
        var warehouses = new ArrayList<WarehouseSettings>();
        var byPath = new HashMap<Path, String>();
        var byAddress = new HashMap<List<String>, String>();
        for (var name : names) {
            var warehouse = WarehouseSettings.of(keys, name, data, load);
            var other = warehouse.type() != WarehouseSettings.Type.DUCKDB
                    ? null
                    : byPath.putIfAbsent(warehouse.path().toAbsolutePath().normalize(), name);
            if (other != null) {
                keys.fault(
                        WarehouseSettings.PREFIX + name + ".path",
                        warehouse.path() + " is the file of " + other + " already: give each its own");
            }
            // Another user may have another schema there.
            var there = warehouse.url().isEmpty()
                    ? null
                    : byAddress.putIfAbsent(List.of(warehouse.url(), warehouse.user()), name);
            if (there != null) {
                keys.fault(
                        WarehouseSettings.PREFIX + name + ".url",
                        "that is the database of " + there + " already: give each its own");
            }
            warehouses.add(warehouse);
        }
        return warehouses;
    }

    private static Map<String, String> origins(Map<String, Setting> settings) {
        var origins = new TreeMap<String, String>();
        settings.forEach(
                (key, setting) -> origins.put(key, setting.value().place().toString()));
        return origins;
    }

    private static List<String> warnings(Set<String> keys, Map<String, String> environment) {
        var prefix = Setting.variable(Setting.PREFIX);
        var known = keys.stream()
                .map(key -> Setting.variable(Setting.inFile(key)))
                .collect(Collectors.toCollection(TreeSet::new));
        return environment.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> prefix + name + ": sets nothing"
                        + Nearest.to(name, known)
                                .map(near -> ", did you mean " + prefix + near + "?")
                                .orElse(": remove it, or see application.properties for the settings that there are"))
                .toList();
    }
}
