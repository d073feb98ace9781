package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
    @TempDir
    Path folder;

    private void file(String name, String columns, String references) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                "dataset: " + name + "\nversion: 1\nkey: [id]\nversion-column: v\ncolumns:\n"
                        + "  - {name: id, type: string, required: true, max-length: 20}\n"
                        + "  - {name: v, type: int, required: true}\n"
                        + columns + "references: " + references + "\n");
    }

    private Datasets datasets() {
        return Datasets.load(Optional.of(folder));
    }

    private void assertFault(String expected) {
        var fault = assertThrows(ConfigException.class, this::datasets);
        assertEquals(expected, fault.getMessage().replace(folder + "/", "").strip());
    }

    @Test
    void whatIsReferredToComesFirst() throws IOException {
        file("a_trips", "  - {name: town, type: string, max-length: 20}\n", "[{columns: [town], dataset: towns}]");
        file("towns", "", "[]");
        var all = datasets();
        var references = new References(all.all());
        var trips = all.named("a_trips").orElseThrow();
        var towns = all.named("towns").orElseThrow();
        var link = new References.Link(trips, new Reference(List.of("town"), "towns"), towns);
        var names = references.datasets().stream().map(Dataset::name).toList();
        assertEquals(List.of("towns", "a_trips"), names.subList(names.size() - 2, names.size()));
        assertEquals(List.of(link), references.from(trips));
        assertEquals(List.of(link), references.to(towns));
        assertEquals(List.of(), references.to(trips));
        assertEquals(trips, Dataset.fromMap(trips.toMap()));
    }

    @Test
    void whatReferencesConnectIsOneModel() throws IOException {
        file("rides", "  - {name: town, type: string, max-length: 20}\n", "[{columns: [town], dataset: towns}]");
        file("fares", "  - {name: town, type: string, max-length: 20}\n", "[{columns: [town], dataset: towns}]");
        file("towns", "", "[]");
        file("others", "", "[]");
        var references = new References(datasets().all().stream()
                .filter(dataset -> !Datasets.SHIPPED.contains(dataset.name() + ".yaml"))
                .toList());
        assertEquals(
                List.of(List.of("towns", "fares", "rides"), List.of("others")),
                references.models().stream()
                        .map(model -> model.stream().map(Dataset::name).toList())
                        .toList());
    }

    @Test
    void aDatasetThatIsNotDeclaredIsNamed() throws IOException {
        file("trips", "  - {name: town, type: string, max-length: 20}\n", "[{columns: [town], dataset: towns}]");
        assertFault("trips.yaml:1: dataset: refers to the dataset towns, which is not declared: declare it, or correct"
                + " the name");
    }

    @Test
    void theColumnsHaveToBeLikeTheOthersKey() throws IOException {
        file("trips", "  - {name: town, type: string}\n", "[{columns: [town, v], dataset: towns}]");
        file("towns", "", "[]");
        assertFault("trips.yaml:1: dataset: refers to towns with [town, v], of [string, int], but its key [id] is of"
                + " [string of 20]: name as many columns of the same types and lengths");
    }

    @Test
    void twoThatReferToEachOtherAreRefused() throws IOException {
        file("trips", "  - {name: town, type: string, max-length: 20}\n", "[{columns: [town], dataset: towns}]");
        file("towns", "  - {name: trip, type: string, max-length: 20}\n", "[{columns: [trip], dataset: trips}]");
        var said = ": dataset: refers to itself in the end: of two datasets, one has to be there without the other";
        assertFault("towns.yaml:1" + said + "\ntrips.yaml:1" + said);
    }

    @Test
    void aColumnThatIsNotThereIsAFault() throws IOException {
        file("trips", "", "[{columns: [town], dataset: towns}]");
        var fault = assertThrows(ConfigException.class, this::datasets);
        assertEquals(true, fault.getMessage().contains("\"town\""), fault.getMessage());
    }
}
