package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CloudFormation makes of a template and its parameters, as far as that can be worked out without AWS: every function is
 * replaced by its value, and resources get made-up names. It stands in account {@value #ACCOUNT}, {@value #REGION}.
 */
public final class Stack {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NOTHING = JSON.missingNode();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final String name;
    private final JsonNode template;
    private final Map<String, String> parameters;
    private final Map<String, JsonNode> imports;

    /**
     * @param parameters that are set; the others have their defaults
     * @param imports values that other stacks export, by their names
     */
    public Stack(String name, JsonNode template, Map<String, String> parameters, Map<String, JsonNode> imports) {
        this.name = name;
        this.template = template;
        this.parameters = parameters;
        this.imports = imports;
    }

    /** The resources that are made, by their names in the template. */
    public Map<String, JsonNode> resources() {
        var made = new TreeMap<String, JsonNode>();
        Templates.members(template.path("Resources"))
                .filter(resource -> isMade(resource.getValue()))
                .forEach(resource -> made.put(
                        resource.getKey(),
                        JSON.objectNode()
                                .put("Type", resource.getValue().path("Type").asText())
                                .set("Properties", value(resource.getValue().path("Properties")))));
        return made;
    }

    /** What other stacks can import, by its name. */
    Map<String, JsonNode> exports() {
        var exports = new TreeMap<String, JsonNode>();
        Templates.members(template.path("Outputs"))
                .map(Map.Entry::getValue)
                .filter(this::isMade)
                .filter(output -> output.has("Export"))
                .forEach(output -> exports.put(value(output.at("/Export/Name")).asText(), value(output.path("Value"))));
        return exports;
    }

    /** Texts of the assertions that these parameters break. */
    public List<String> broken() {
        return Templates.members(template.path("Rules"))
                .map(Map.Entry::getValue)
                .filter(rule -> holds(rule.path("RuleCondition")))
                .flatMap(rule -> Templates.items(rule.path("Assertions")))
                .filter(assertion -> !holds(assertion.path("Assert")))
                .map(assertion -> assertion.path("AssertDescription").asText())
                .toList();
    }

    boolean holds(String condition) {
        return holds(template.path("Conditions").path(condition));
    }

    private boolean isMade(JsonNode holder) {
        return !holder.has("Condition") || holds(holder.path("Condition").asText());
    }

    private boolean holds(JsonNode condition) {
        var function = condition.fieldNames().next();
        var argument = condition.path(function);
        return switch (function) {
            case "Fn::Equals" -> text(argument.path(0)).equals(text(argument.path(1)));
            case "Fn::Not" -> !holds(argument.path(0));
            case "Condition" -> holds(argument.asText());
            case "Fn::And" -> Templates.items(argument).allMatch(this::holds);
            case "Fn::Contains" ->
                Templates.items(argument.path(0)).anyMatch(one -> text(one).equals(text(argument.path(1))));
            default -> throw new IllegalArgumentException("no condition: " + condition);
        };
    }

    private String text(JsonNode node) {
        return value(node).asText();
    }

    private JsonNode value(JsonNode node) {
        if (node.isArray()) {
            var list = JSON.arrayNode();
            node.forEach(item -> add(list, value(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var first = node.isEmpty() ? "" : node.fieldNames().next();
        if (first.equals("Ref") || first.startsWith("Fn::")) {
            return function(first, node.path(first));
        }
        var object = JSON.objectNode();
        Templates.members(node).forEach(member -> {
            var value = value(member.getValue());
            if (!value.isMissingNode()) {
                object.set(member.getKey(), value);
            }
        });
        return object;
    }

    private static void add(ArrayNode list, JsonNode value) {
        if (!value.isMissingNode()) {
            list.add(value);
        }
    }

    private JsonNode function(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" ->
                JSON.textNode(
                        attribute(argument.path(0).asText(), argument.path(1).asText()));
            case "Fn::If" -> value(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
            case "Fn::FindInMap" ->
                template.path("Mappings")
                        .path(argument.path(0).asText())
                        .path(text(argument.path(1)))
                        .path(argument.path(2).asText());
            case "Fn::Sub" -> JSON.textNode(substituted(argument));
            case "Fn::ImportValue" -> imported(text(argument));
            default -> throw new IllegalArgumentException("no value: " + function);
        };
    }

    private JsonNode imported(String export) {
        if (!imports.containsKey(export)) {
            throw new IllegalArgumentException(
                    "stack " + name + " imports " + export + ", which none before it exports");
        }
        return imports.get(export);
    }

    private String substituted(JsonNode argument) {
        var own = argument.isArray() ? argument.path(1) : JSON.objectNode();
        var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return VARIABLE.matcher(text).replaceAll(match -> {
            var variable = match.group(1);
            var dot = variable.indexOf('.');
            var put = dot >= 0
                    ? attribute(variable.substring(0, dot), variable.substring(dot + 1))
                    : own.has(variable)
                            ? text(own.path(variable))
                            : ref(variable).asText();
            return Matcher.quoteReplacement(put);
        });
    }

    private JsonNode ref(String to) {
        if (template.path("Parameters").has(to)) {
            return parameter(to);
        }
        return switch (to) {
            case "AWS::Region" -> JSON.textNode(REGION);
            case "AWS::AccountId" -> JSON.textNode(ACCOUNT);
            case "AWS::Partition" -> JSON.textNode("aws");
            case "AWS::URLSuffix" -> JSON.textNode("amazonaws.com");
            case "AWS::StackName" -> JSON.textNode(name);
            case "AWS::NoValue" -> NOTHING;
            default ->
                JSON.textNode(
                        switch (type(to)) {
                            case "AWS::SNS::Topic", "AWS::IAM::ManagedPolicy" -> attribute(to, "Arn");
                            default -> made(to);
                        });
        };
    }

    private JsonNode parameter(String parameter) {
        var declared = template.path("Parameters").path(parameter);
        var text = parameters.getOrDefault(parameter, declared.path("Default").asText());
        var type = declared.path("Type").asText();
        if (type.equals("Number")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (type.startsWith("List<")) {
            var list = JSON.arrayNode();
            Arrays.stream(text.split(",")).forEach(list::add);
            return list;
        }
        // CloudFormation takes the text for the value, where a property wants one.
        return Set.of("true", "false").contains(text)
                ? JSON.booleanNode(Boolean.parseBoolean(text))
                : JSON.textNode(text);
    }

    /** The name that a resource says itself, or one that is made up of the stack's and its own. */
    private String made(String resource) {
        var properties = template.path("Resources").path(resource).path("Properties");
        for (var property : List.of("Name", "BucketName", "NamespaceName", "WorkgroupName")) {
            if (properties.has(property) && !text(properties.path(property)).isEmpty()) {
                return text(properties.path(property));
            }
        }
        return switch (type(resource)) {
            case "AWS::EC2::SecurityGroup" -> "sg-0123456789abcdef0";
            case "AWS::Glue::Database" -> text(properties.at("/DatabaseInput/Name"));
            default -> name + "-" + resource.toLowerCase(Locale.ROOT);
        };
    }

    private String type(String resource) {
        return template.path("Resources").path(resource).path("Type").asText();
    }

    private String attribute(String resource, String attribute) {
        if (!attribute.endsWith("Arn")) {
            return "made-up-" + attribute.toLowerCase(Locale.ROOT).replace('.', '-');
        }
        var named = made(resource);
        var here = REGION + ":" + ACCOUNT + ":";
        return switch (type(resource)) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + named;
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + named;
            case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + ACCOUNT + ":policy/" + named;
            case "AWS::KMS::Key" -> "arn:aws:kms:" + here + "key/11112222-3333-4444-5555-666677778888";
            case "AWS::Kinesis::Stream" -> "arn:aws:kinesis:" + here + "stream/" + named;
            case "AWS::Lambda::Function" -> "arn:aws:lambda:" + here + "function:" + named;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:" + here + "log-group:" + named + ":*";
            case "AWS::SNS::Topic" -> "arn:aws:sns:" + here + named;
            case "AWS::EMRServerless::Application" -> "arn:aws:emr-serverless:" + here + "/applications/" + named;
            case "AWS::RedshiftServerless::Workgroup" -> "arn:aws:redshift-serverless:" + here + "workgroup/" + named;
            case "AWS::QuickSight::DataSource" -> "arn:aws:quicksight:" + here + "datasource/" + named;
            case "AWS::QuickSight::DataSet" -> "arn:aws:quicksight:" + here + "dataset/" + named;
            case "AWS::RDS::DBInstance" -> "arn:aws:secretsmanager:" + here + "secret:rds!db-" + named;
            default ->
                throw new IllegalArgumentException(
                        "what the " + attribute + " of a " + type(resource) + " looks like is not known here");
        };
    }
}
