package io.millrace.cli;

import io.millrace.alert.AlertTables;
import io.millrace.catalog.AthenaDdl;
import io.millrace.catalog.CatalogTable;
import io.millrace.config.Settings;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.run.Warehouses;
import io.millrace.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace ddl}: the SQL that a configured warehouse, or Athena, needs, without asking it. */
@Command(
        name = "ddl",
        header = "Prints all SQL that a configured warehouse, or Athena, needs, and connects to nothing.",
        description = {
            "What only an administrator may do comes first; tables, ledger and views are made by the loads themselves "
                    + "where they are missing, those of datasets that refer to each other once one of them has rows; what "
                    + "comes last may be run or left.",
            "Columns that a table lacks are added by the loads too."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace ddl local               of the warehouse of that name",
            "  ./millrace ddl athena              tables, views and queries over the lake"
        })
final class DdlCommand implements Callable<Integer> {
    private static final String ATHENA = "athena";

    @Mixin
    private Common common;

    @Parameters(paramLabel = "WAREHOUSE", description = "Its name under warehouses: in millrace.yaml, or athena.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settingsWithoutWarehouses();
        var datasets = Datasets.load(settings.datasets()).all();
        if (name.equals(ATHENA)
                && settings.warehouses().stream().noneMatch(one -> one.name().equals(ATHENA))) {
            printAthena(settings, datasets, spec.commandLine().getOut());
            return 0;
        }
        var warehouse = Warehouses.unopened(settings, name);
        print(warehouse, datasets, spec.commandLine().getOut());
        if (settings.alerts().isOn() && settings.alerts().warehouse().equals(name)) {
            print(
                    "tables of the alerts, which the process makes that judges",
                    AlertTables.ddl(warehouse),
                    spec.commandLine().getOut());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static void printAthena(Settings settings, List<Dataset> datasets, PrintWriter out) {
        var ddl = new AthenaDdl(
                settings.catalog().database(), CatalogTable.all(settings.aws().bucket(), datasets, true));
        print("database and tables, which are made by themselves where catalog.mode is register", ddl.tables(), out);
        print("views", ddl.views(), out);
        print("marts, the views that every warehouse has", ddl.marts(), out);
        print("queries, to be saved under their names", ddl.queries(), out);
        out.flush();
    }

    static void print(Warehouse warehouse, List<Dataset> datasets, PrintWriter out) {
        var after = datasets.stream()
                .flatMap(dataset -> warehouse.after(dataset).stream())
                .toList();
        print("once, by an administrator", warehouse.setup(), out);
        printReaders(warehouse.readers(), out);
        print("ledger, tables and views, which the loads make where they are missing", warehouse.ddl(datasets), out);
        print("beside them, where they are wanted", after, out);
        out.flush();
    }

    /** As comments: with a name that is only an example they are nothing to be run as they stand. */
    private static void printReaders(List<String> statements, PrintWriter out) {
        if (statements.isEmpty()) {
            return;
        }
        out.println(
                "-- for each who reads, in place of ann: without a default role the granted one is not in force at login;");
        out.println("-- MySQL takes SET DEFAULT ROLE with TO, MariaDB with FOR");
        statements.forEach(statement -> out.println("-- " + statement + ";"));
        out.println();
    }

    private static void print(String about, Collection<String> statements, PrintWriter out) {
        if (statements.isEmpty()) {
            return;
        }
        out.println("-- " + about);
        statements.forEach(statement -> out.println(statement + ";\n"));
    }
}
