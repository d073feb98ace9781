package io.millrace.cli;

import io.millrace.config.Settings;
import io.millrace.config.WarehouseSettings;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Reason;
import io.millrace.run.ControlPort;
import io.millrace.run.DataFolder;
import io.millrace.run.RunningProcess;
import io.millrace.run.Secrets;
import io.millrace.run.Servers;
import io.millrace.run.UsageException;
import io.millrace.run.Warehouses;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.FileState;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks at what a run needs of this machine: the data folder, the port, the warehouses' files. Writes nothing. */
final class PlaceCheck {
    private static final int FAVOURITE_PORT = 8080;
    private static final long LITTLE_SPACE = 1_000_000_000;

    private final Settings settings;
    private final List<Dataset> datasets;
    private final Report report;
    private final Optional<RunningProcess> running;
    private final Optional<String> holder;
    private boolean dataFaulty;

    /** @param datasets none if their declarations cannot be read */
    PlaceCheck(Settings settings, List<Dataset> datasets, Report report) {
        this.settings = settings;
        this.datasets = datasets;
        this.report = report;
        this.holder = DataFolder.holder(settings.data());
        this.running = holder.flatMap(held -> RunningProcess.find(settings.data()));
    }

    void check() {
        checkData();
        checkPort();
        settings.warehouses().forEach(this::checkWarehouse);
    }

    private void checkData() {
        var data = settings.data();
        try {
            DataFolder.check(data, DataFolder.Kind.RUN);
        } catch (UsageException e) {
            dataFaulty = true;
            report.add(Finding.wrong("data", e.getMessage()));
            return;
        }
        if (running.filter(process -> process.command().equals("local")).isPresent()) {
            report.add(
                    Finding.ok("data", data + " is held by " + holder.get() + ", whose stream and bucket a run uses"));
        } else if (holder.isPresent()) {
            report.add(Finding.warn(
                    "data",
                    data + " is in use by " + holder.get() + ": stop it before another run, or name another folder"));
        } else {
            report.add(Finding.ok("data", data + (DataFolder.isOne(data) ? " can be written" : " can be made")));
        }
        checkSpace(data);
    }

    private void checkSpace(Path data) {
        try {
            var free = Files.getFileStore(existing(data)).getUsableSpace();
            if (free < LITTLE_SPACE) {
                report.add(Finding.warn(
                        "data",
                        data + " has only " + free / 1_000_000 + " MB of free space: make room, or name another folder"
                                + " with --data"));
            }
        } catch (IOException e) {
            report.add(Finding.warn("data", "the free space of " + data + " cannot be told: " + e.getMessage()));
        }
    }

    private static Path existing(Path path) {
        var there = path.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private void checkPort() {
        var host = settings.dashboard().host();
        var set = settings.dashboard().port();
        var port = set.orElse(FAVOURITE_PORT);
        var said = port + " of " + host;
        if (ControlPort.isFree(host, port)) {
            report.add(Finding.ok("port", said + " is free"));
        } else if (holder.isPresent() && answers(port)) {
            report.add(Finding.ok("port", said + " is answered by " + holder.get()));
        } else if (set.isPresent()) {
            report.add(
                    Finding.wrong("port", said + " is in use: free it, or set another with --port or dashboard.port"));
        } else {
            report.add(Finding.ok("port", said + " is in use: a run takes a free one and prints it"));
        }
    }

    private boolean answers(int port) {
        return running.map(RunningProcess::control)
                .filter(control -> URI.create(control).getPort() == port)
                .isPresent();
    }

    private void checkWarehouse(WarehouseSettings warehouse) {
        if (warehouse.type() != WarehouseSettings.Type.DUCKDB) {
            checkServer(warehouse);
            return;
        }
        var path = warehouse.path();
        if (dataFaulty && path.startsWith(settings.data())) {
            return;
        }
        var named = warehouse.name() + ": " + path;
        var fault = FileState.fault(path);
        if (fault.isEmpty()) {
            report.add(Finding.ok("warehouse", named + (Files.exists(path) ? " can be opened" : " can be made")));
            if (Files.exists(path)) {
                checkStart(warehouse, path);
            }
        } else if (!FileState.isHeld(fault.get())) {
            report.add(Finding.broken(
                    "warehouse",
                    named + " cannot be opened: " + fault.get() + "; set another path under warehouses: in"
                            + " millrace.yaml"));
        } else if (holder.isPresent()) {
            report.add(Finding.ok(
                    "warehouse", named + " is open in " + holder.get() + ", and ./millrace query asks it there"));
        } else {
            report.add(Finding.broken(
                    "warehouse",
                    named + " is open in another process, and DuckDB admits one: end it (" + fault.get() + ")"));
        }
    }

    private void checkStart(WarehouseSettings warehouse, Path path) {
        try (var file = DuckDb.toRead(path)) {
            checkStart(warehouse, Warehouse.duckDb(warehouse.name(), file));
        } catch (SQLException e) {
            unknown(warehouse, e);
        }
    }

    /** Whether it begins where the settings say. */
    private void checkStart(WarehouseSettings warehouse, Warehouse there) {
        try {
            there.startsElsewhere(Warehouses.from(warehouse), datasets)
                    .ifPresent(said -> report.add(Finding.warn("warehouse", warehouse.name() + " " + said)));
        } catch (SQLException e) {
            unknown(warehouse, e);
        }
    }

    private void unknown(WarehouseSettings warehouse, SQLException e) {
        report.add(Finding.warn("warehouse", warehouse.name() + ": where it begins cannot be told: " + Reason.of(e)));
    }

    private void checkServer(WarehouseSettings warehouse) {
        if (!areSecretsReadable(warehouse)) {
            return;
        }
        var named = warehouse.name() + ": " + warehouse.url();
        try (var pool = Servers.pool(warehouse, settings.aws().region(), settings.data());
                var connection = pool.getConnection()) {
            var server = connection.getMetaData();
            report.add(Finding.ok(
                    "warehouse",
                    named + " answers: " + server.getDatabaseProductName() + " " + server.getDatabaseProductVersion()));
            checkStart(warehouse, Servers.warehouse(warehouse, settings.aws().bucket(), pool));
        } catch (SQLException e) {
            report.add(Finding.broken(
                    "warehouse",
                    named + " does not answer: " + Reason.of(e.getCause() == null ? e : e.getCause())
                            + "; set url, user and password under warehouses: in" + " millrace.yaml"));
        }
    }

    /** Those that AWS keeps; the others were read with the settings. */
    private boolean areSecretsReadable(WarehouseSettings warehouse) {
        var secrets = new Secrets(settings.aws().region());
        for (var secret : Servers.secrets(warehouse)) {
            try {
                secrets.reveal(secret);
                secret.kept()
                        .ifPresent(kept -> report.add(Finding.ok(
                                "secret",
                                kept.setting() + ": " + kept.name() + " of AWS Secrets Manager can be read")));
            } catch (UncheckedIOException e) {
                report.add(Finding.broken("secret", e.getCause().getMessage()));
                return false;
            }
        }
        return true;
    }
}
