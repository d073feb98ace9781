package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of {@code aws/README.md}. */
class CommandsTest {
    private static final Pattern COMMAND = Pattern.compile(
            "aws cloudformation deploy --stack-name millrace-(\\w+) --template-file aws/(\\w+)\\.yaml((?:[^\\n\\\\]|\\\\\\n)*)");

    private static String readme;

    /** A command: which stack, and what else it says. */
    record Command(String stack, String template, String rest) {
        Map<String, String> parameters() {
            var words = Arrays.asList(rest.split("[\\s\\\\]+"));
            return words.stream()
                    .skip(words.indexOf("--parameter-overrides") + 1L)
                    .filter(word -> word.contains("="))
                    .collect(Collectors.toMap(word -> word.split("=", 2)[0], word -> word.split("=", 2)[1]));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Templates.FOLDER.resolve("README.md"));
    }

    static List<Command> commands() throws IOException {
        read();
        return COMMAND.matcher(readme)
                .results()
                .map(match -> new Command(match.group(1), match.group(2), match.group(3)))
                .toList();
    }

    @Test
    void theyDeployEachTemplateAfterThoseThatItImportsFrom() throws IOException {
        assertEquals(Account.ORDER, commands().stream().map(Command::template).toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aStackIsCalledAsOthersAssume(Command command) {
        assertEquals(command.template(), command.stack());
        Templates.all().values().forEach(template -> {
            for (var of :
                    Map.of("Lake", "millrace-lake", "Roles", "millrace-roles").entrySet()) {
                var parameter = template.path("Parameters").path(of.getKey());
                assertEquals(of.getValue(), parameter.path("Default").asText(of.getValue()));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itGivesWhatHasNoDefaultAndNothingThatIsUnknown(Command command) {
        var declared = Templates.all().get(command.template()).path("Parameters");
        var needed = Templates.members(declared)
                .filter(parameter -> !parameter.getValue().has("Default"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertTrue(command.parameters().keySet().containsAll(needed), command::toString);
        command.parameters().forEach((name, value) -> {
            assertTrue(declared.has(name), command + ": " + name);
            var pattern = declared.path(name).path("AllowedPattern");
            assertTrue(pattern.isMissingNode() || value.matches(pattern.asText()), command + ": " + name);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itAcknowledgesRolesWhereThereAreSome(Command command) {
        var makesRoles = Templates.members(
                        Templates.all().get(command.template()).path("Resources"))
                .anyMatch(resource -> resource.getValue().path("Type").asText().startsWith("AWS::IAM::"));
        assertEquals(makesRoles, command.rest().contains("--capabilities CAPABILITY_IAM"));
    }

    @Test
    void everySectionOfTheRunbookThatAnAlarmNamesIsListed() {
        var named = Set.copyOf(AlarmsTest.sections());
        named.forEach(section -> assertTrue(readme.contains("`" + section + "`"), section));
    }
}
