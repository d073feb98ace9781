package io.millrace.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates of {@code aws/}, held against AWS's own schemas of resources. */
class TemplatesTest {
    private static final Account PLAIN = Account.plain();
    private static final Account OTHER = Account.other();

    private static final String QUEUE = """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              Hours: {Type: Number, Default: 24}
            Conditions:
              Day: !Equals [!Ref Hours, 24]
            Resources:
              Stream:
                Type: AWS::Kinesis::Stream
                Properties:
                  StreamModeDetails: {StreamMode: ON_DEMAND}
                  RetentionPeriodHours: !If [Day, !Ref Hours, 48]
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  FunctionName: land
                  EventSourceArn: !GetAtt Stream.Arn
            """;

    static Set<String> names() {
        return Templates.all().keySet();
    }

    static List<Account> accounts() {
        return List.of(PLAIN, OTHER);
    }

    @Test
    void everyTemplateIsDeployed() {
        assertEquals(Set.copyOf(Account.ORDER), names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingThatIsNamedIsThereAndEverythingThatIsThereIsNamed(String name) {
        assertEquals(List.of(), References.faults(Templates.all().get(name)));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void everyResourceFitsAwssSchema(Account account) {
        account.stacks().forEach((name, stack) -> assertEquals(List.of(), faults(stack), name));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void noParameterBreaksARule(Account account) {
        account.stacks().forEach((name, stack) -> assertEquals(List.of(), stack.broken(), name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyConditionIsTriedBothWays(String name) {
        Templates.all()
                .get(name)
                .path("Conditions")
                .fieldNames()
                .forEachRemaining(condition -> assertNotEquals(
                        PLAIN.stack(name).holds(condition), OTHER.stack(name).holds(condition), condition));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyParameterSaysWhatItIs(String name) {
        Templates.members(Templates.all().get(name).path("Parameters"))
                .forEach(parameter -> assertTrue(parameter.getValue().has("Description"), parameter.getKey()));
    }

    /** What holds data outlives its stack; logs and what can be made again do not. */
    @ParameterizedTest
    @MethodSource("names")
    void whatHoldsDataOutlivesItsStack(String name) {
        var holders = Set.of(
                "AWS::S3::Bucket",
                "AWS::Kinesis::Stream",
                "AWS::KMS::Key",
                "AWS::RDS::DBInstance",
                "AWS::RedshiftServerless::Namespace",
                "AWS::SecretsManager::Secret",
                "AWS::Glue::Database");
        Templates.members(Templates.all().get(name).path("Resources"))
                .filter(resource ->
                        holders.contains(resource.getValue().path("Type").asText()))
                .forEach(resource -> Stream.of("DeletionPolicy", "UpdateReplacePolicy")
                        .forEach(policy -> assertTrue(
                                Set.of("Retain", "Snapshot")
                                        .contains(
                                                resource.getValue().path(policy).asText()),
                                resource.getKey() + " " + policy)));
    }

    @Test
    void aTemplateThatIsFineHasNoFaults() {
        assertEquals(List.of(), References.faults(CloudFormationYaml.read(QUEUE)));
        assertEquals(List.of(), faults(stack(QUEUE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RetentionPeriodHours:      | RetentionPeriodHour:         | RetentionPeriodHour
                    ON_DEMAND                  | SOMETIMES                    | enumeration
                    FunctionName: land         | BatchSize: 10                | required
                    !Ref Hours, 48             | many, 48                     | integer
                    """)
    void aResourceThatAwsWouldRefuseIsAFault(String fine, String wrong, String said) {
        var faults = faults(stack(QUEUE.replace(fine, wrong)));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains(said), faults::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    !Ref Hours, 48   | !Ref Days, 48      | Parameters: there is no Days
                    !If [Day         | !If [Night         | Conditions: there is no Night
                    !GetAtt Stream   | !GetAtt River      | there is no resource River
                    Stream.Arn       | Stream.Address     | AWS::Kinesis::Stream has no attribute Address (resource Stream)
                    !Equals          | !FindInMap         | Mappings: there is no
                    Resources:       | Outputs: {A: {Condition: Never, Value: 1}}\\nResources: | Conditions: there is no Never
                    Resources:       | Transform: X\\nResources: | unknown section Transform
                    Conditions:      | Mappings: {A: {B: {C: 1}}}\\nConditions: | Mappings: nothing uses A
                    land             | '{"Fn::Upper": x}' | unknown function Fn::Upper
                    land             | !Sub "${Nobody}"   | Parameters: there is no Nobody
                    """)
    void whatIsNamedAndNotThereIsAFault(String fine, String wrong, String said) {
        var faults = References.faults(CloudFormationYaml.read(
                QUEUE.replace(fine, wrong.replace("\\n", "\n").replace("'", ""))));
        assertTrue(faults.stream().anyMatch(fault -> fault.startsWith(said)), faults::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    !Ref     | !Reff       | line 5: unknown function !Reff
                    Mapping: | Stream:     | line 12: the key Stream stands twice
                    24}      | &day 24}    | line 3: CloudFormation knows no anchors
                    """)
    void aTextThatCloudFormationDoesNotReadIsRefused(String fine, String wrong, String said) {
        var e = assertThrows(IllegalArgumentException.class, () -> CloudFormationYaml.read(QUEUE.replace(fine, wrong)));
        assertEquals(said, e.getMessage());
    }

    @Test
    void anImportThatNobodyExportsIsRefused() {
        var text = QUEUE.replace("FunctionName: land", "FunctionName: !ImportValue nowhere-Name");
        var e = assertThrows(IllegalArgumentException.class, () -> faults(stack(text)));
        assertTrue(e.getMessage().contains("nowhere-Name"), e::getMessage);
    }

    @Test
    void aTypeWithoutASchemaIsRefused() {
        var text = QUEUE.replace("AWS::Kinesis::Stream", "AWS::Kinesis::River");
        assertThrows(IllegalArgumentException.class, () -> faults(stack(text)));
    }

    @Test
    void everySchemaIsOfAResourceThatATemplateHas() throws Exception {
        var used = Templates.all().values().stream()
                .flatMap(template -> Templates.members(template.path("Resources")))
                .map(resource -> resource.getValue()
                                .path("Type")
                                .asText()
                                .toLowerCase(Locale.ROOT)
                                .replace("::", "-") + ".json")
                .collect(Collectors.toSet());
        try (var kept = Files.list(Path.of("src/test/resources/aws/schemas"))) {
            var names = kept.map(path -> path.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .collect(Collectors.toSet());
            assertFalse(names.isEmpty());
            assertEquals(used, names);
        }
    }

    private static Stack stack(String text) {
        return new Stack("test", CloudFormationYaml.read(text), Map.of(), Map.of());
    }

    private static List<String> faults(Stack stack) {
        var faults = new ArrayList<String>();
        stack.resources()
                .forEach((name, resource) -> ResourceSchema.of(
                                resource.path("Type").asText())
                        .faults(resource.path("Properties"))
                        .forEach(fault -> faults.add(name + ": " + fault)));
        return faults;
    }
}
