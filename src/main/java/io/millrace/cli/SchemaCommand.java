package io.millrace.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace schema}: what editors complete and check files by. */
@Command(
        name = "schema",
        header = "Prints the JSON Schema of source files, for editors.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace schema source > sources/source.schema.json",
            "  # yaml-language-server: $schema=source.schema.json     first line of sources/acme.yaml"
        })
final class SchemaCommand implements Callable<Integer> {
    /** Name of the file beside source files. */
    static final String FILE = "source.schema.json";

    /** The first line of a source file, by which editors find the schema. */
    static final String COMMENT = "# yaml-language-server: $schema=" + FILE;

    @Parameters(paramLabel = "KIND", description = "What kind of file: source.")
    private String kind;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!kind.equals("source")) {
            throw new ParameterException(spec.commandLine(), "there is no schema of " + kind + ", only of: source");
        }
        var out = spec.commandLine().getOut();
        out.print(text());
        out.flush();
        return 0;
    }

    static String text() throws IOException {
        try (var in = SchemaCommand.class.getResourceAsStream("/schema/" + FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
