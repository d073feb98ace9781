package io.millrace.bi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.aws.Templates;
import io.millrace.catalog.AthenaDdl;
import io.millrace.catalog.CatalogTable;
import io.millrace.dataset.Datasets;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README of QuickSight tells to run, run by bash, with a program in place of AWS's that notes what it is asked. */
class QuickSightReadmeIT {
    private static final AthenaDdl DDL = new AthenaDdl(
            "millrace", CatalogTable.all("my-lake", Datasets.shipped().all(), true));

    /** A statement is still running when it is asked for the first time; the view of cities' hours fails. */
    private static final String AWS = """
            #!/bin/bash
            all="$*"
            while [ $# -gt 0 ]; do
              case "$1" in
                --query-string) sql=$2 ;;
                --query-execution-id) id=$2 ;;
                --policy-document) printf '%s' "$2" > policy ;;
              esac
              shift
            done
            case "$all" in
              *start-query-execution*)
                id=$(ls asked | wc -l)
                printf '%s' "$sql" > asked/$(printf %03d "$id")
                echo "$(printf %03d "$id")" ;;
              *StateChangeReason*)
                if [ "$id" = 000 ] && [ ! -e waited ]; then touch waited; printf 'RUNNING\tNone\n'
                elif grep -q 'VIEW millrace.city_hour' asked/$id; then printf 'FAILED\tline 7: no such table\n'
                else printf 'SUCCEEDED\tNone\n'; fi ;;
              *"OutputKey=='KeyArn'"*) echo arn:aws:kms:eu-central-1:111122223333:key/k ;;
            esac
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void putProgramsThere() throws IOException {
        Files.createDirectories(folder.resolve("asked"));
        var printed = folder.resolve("printed");
        Files.copy(Path.of("src/test/resources/golden/athena.sql"), printed);
        program("millrace", "#!/bin/bash\n[ \"$*\" = 'ddl athena' ] && cat printed\n");
        program("aws", AWS);
    }

    private void program(String name, String text) throws IOException {
        assertTrue(Files.writeString(folder.resolve(name), text).toFile().setExecutable(true));
    }

    @Test
    void everyTableAndViewIsMadeOnceAndWhatFailsIsNamed() throws Exception {
        var said = run("./millrace ddl athena");
        var expected = new ArrayList<>(DDL.tables());
        expected.addAll(DDL.views());
        expected.addAll(DDL.marts());
        assertEquals(expected.stream().map(QuickSightReadmeIT::withoutComments).toList(), asked());
        assertTrue(said.contains("CREATE OR REPLACE VIEW millrace.price_daily AS\nSUCCEEDED\tNone\n"), said);
        assertTrue(
                said.contains("CREATE OR REPLACE VIEW millrace.city_hour AS\nFAILED\tline 7: no such table\n"), said);
        assertFalse(said.contains("RUNNING"), said);
    }

    private List<String> asked() throws IOException {
        try (var files = Files.list(folder.resolve("asked"))) {
            var statements = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                statements.add(Files.readString(file).strip());
            }
            return statements;
        }
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^--.*\\R", "").strip();
    }

    @Test
    void quickSightsRoleMayUseTheLakesKeyAndNoOther() throws Exception {
        run("key=$(aws");
        var statement =
                Json.MAPPER.readTree(Files.readString(folder.resolve("policy"))).at("/Statement/0");
        assertEquals(
                "arn:aws:kms:eu-central-1:111122223333:key/k",
                statement.path("Resource").asText());
        assertEquals(
                "[\"kms:Decrypt\",\"kms:GenerateDataKey\"]",
                statement.path("Action").toString());
        assertFalse(lake().at("/Outputs/KeyArn/Value").isMissingNode());
        var delegates = lake().at("/Resources/Key/Properties/KeyPolicy/Statement/0/Principal/AWS");
        assertTrue(delegates.toString().contains(":root"), delegates::toString);
    }

    private static JsonNode lake() throws IOException {
        return Templates.read("lake.yaml", Files.readString(Path.of("aws/lake.yaml")));
    }

    /** Runs the block of the README that begins so, and gives what it says. */
    private String run(String beginning) throws Exception {
        var block = new StringBuilder();
        var within = false;
        for (var line : Files.readAllLines(QuickSight.FOLDER.resolve("README.md"))) {
            within = line.startsWith("       ") && (within || line.strip().startsWith(beginning));
            if (within) {
                block.append(line.substring(7)).append('\n');
            }
        }
        assertFalse(block.isEmpty(), beginning);
        var bash = new ProcessBuilder("bash", "-c", "PATH=.:$PATH\n" + block)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), said);
        return said;
    }
}
