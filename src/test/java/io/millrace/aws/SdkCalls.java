package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests to AWS that the compiled program makes, by the SDK's clients and by Camel's components. */
final class SdkCalls {
    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    private static final Pattern COMPONENT = Pattern.compile("aws2-(\\w+):");
    private static final Path ROUTES = Path.of("src/main/resources/routes");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> NO_REQUESTS = Set.of("builder", "create", "close", "serviceName");

    /**
     * A request that a class makes.
     *
     * @param by the class, without {@code io.millrace.}: {@code stream.ShardTip}
     * @param service as the SDK's package names it
     * @param operation as the SDK's method names it
     */
    record Call(String by, String service, String operation) implements Comparable<Call> {
        String what() {
            return service + ":" + operation;
        }

        @Override
        public int compareTo(Call other) {
            return toString().compareTo(other.toString());
        }
    }

    private SdkCalls() {}

    /** Those of the whole program. */
    static Set<Call> ofTheProgram() {
        // What others' classes are made of says nothing of calls.
        JavaClasses program = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.millrace");
        });
        return program.stream()
                .flatMap(one -> Stream.<JavaCodeUnitAccess<?>>concat(
                        one.getMethodCallsFromSelf().stream(), one.getMethodReferencesFromSelf().stream()))
                .flatMap(SdkCalls::call)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that the steps of route files make, by the route file's name. */
    static Set<Call> ofTheRoutes() {
        try (var files = Files.list(ROUTES)) {
            var calls = new TreeSet<Call>();
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".camel.yaml", "");
                Templates.within(YAML.readTree(file.toFile()))
                        .flatMap(step -> call(name, step))
                        .forEach(calls::add);
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Call> call(String route, JsonNode step) {
        var component = COMPONENT.matcher(step.path("uri").asText());
        if (component.lookingAt()) {
            var operation = step.at("/parameters/operation").asText("putObject");
            return Stream.of(new Call(route, component.group(1), operation));
        }
        var ref = step.path("ref").asText();
        return ref.equals("glueClient")
                ? Stream.of(new Call(route, "glue", step.path("method").asText()))
                : Stream.empty();
    }

    private static Stream<Call> call(JavaCodeUnitAccess<?> access) {
        var client = CLIENT.matcher(access.getTargetOwner().getName());
        if (!client.matches() || NO_REQUESTS.contains(access.getTarget().getName())) {
            return Stream.empty();
        }
        var by = access.getOriginOwner().getName().replace("io.millrace.", "").replaceAll("\\$.*", "");
        return Stream.of(
                new Call(by, client.group(1), access.getTarget().getName().replace("Paginator", "")));
    }
}
