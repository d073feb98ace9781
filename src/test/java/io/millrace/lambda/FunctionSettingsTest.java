package io.millrace.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.run.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionSettingsTest {
    private static final Map<String, String> ENOUGH =
            Map.of("MILLRACE_TARGET", "aws", "MILLRACE_AWS_BUCKET", "my-lake", "AWS_REGION", "eu-central-1");

    @TempDir
    private Path root;

    @Test
    void variablesAloneAreEnough() {
        var settings = load(ENOUGH);
        assertEquals("my-lake", settings.aws().bucket());
        assertEquals("eu-central-1", settings.aws().region());
    }

    @Test
    void theFileLiesInTheFunctionsFolderAndItsSourcesBesideIt() throws IOException {
        write("config/millrace.yaml", "in-config");
        write("millrace.yaml", "in-root");
        var settings = load(Map.of());
        assertEquals("in-config", settings.aws().bucket());
        assertEquals(root.resolve("config/sources"), settings.sources());
    }

    @Test
    void aFileInTheFolderItselfIsFoundToo() throws IOException {
        write("millrace.yaml", "in-root");
        assertEquals("in-root", load(Map.of()).aws().bucket());
    }

    @Test
    void aVariableNamesAnotherFileAndIsNoSettingItself() throws IOException {
        write("config/millrace.yaml", "in-config");
        write("layer/other.yaml", "in-layer");
        var settings =
                load(Map.of("MILLRACE_CONFIG", root.resolve("layer/other.yaml").toString()));
        assertEquals("in-layer", settings.aws().bucket());
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void aNamedFileThatIsNotThereIsAFault() {
        assertThrows(ConfigException.class, () -> load(Map.of("MILLRACE_CONFIG", "/nowhere.yaml")));
    }

    @Test
    void dataGoIntoTheTemporaryFolderUnlessAVariableSaysWhere() throws IOException {
        write("config/millrace.yaml", "my-lake", "data: /var/millrace\n");
        assertEquals(Path.of("/tmp/millrace"), load(Map.of()).data());
        assertEquals(
                Path.of("/mnt/here"), load(Map.of("MILLRACE_DATA", "/mnt/here")).data());
    }

    @Test
    void aFunctionNeedsNoLoginToAWarehouse() throws IOException {
        write(
                "config/millrace.yaml",
                "my-lake",
                "warehouses: [{name: a, type: mysql, url: 'jdbc:mysql://h/d', password: '{{env:NOBODY_SET_IT}}'}]\n");
        assertTrue(load(Map.of()).warehouses().get(0).password().fault().isPresent());
    }

    @Test
    void aFunctionWithTheLocalTargetIsRefused() throws IOException {
        var said = assertThrows(UsageException.class, () -> load(Map.of())).getMessage();
        assertTrue(said.contains("its target is local (set by default)"), said);
        assertTrue(said.contains(root.resolve("config/millrace.yaml").toString()), said);
    }

    private Settings load(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("LAMBDA_TASK_ROOT", root.toString());
        return FunctionSettings.load(all, Path.of("/tmp"));
    }

    private void write(String file, String bucket) throws IOException {
        write(file, bucket, "");
    }

    private void write(String file, String bucket, String more) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), "target: aws\naws: {region: us-east-1, bucket: " + bucket + "}\n" + more);
    }
}
