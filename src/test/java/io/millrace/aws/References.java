package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What in one template names something: whether that is there, and whether everything that is there is named. */
public final class References {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Parameters",
            "Mappings",
            "Rules",
            "Conditions",
            "Resources",
            "Outputs");
    private static final Set<String> OF_A_RESOURCE =
            Set.of("Type", "Properties", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "DependsOn");
    private static final Set<String> FUNCTIONS = Set.of(
            "Ref",
            "Fn::Sub",
            "Fn::GetAtt",
            "Fn::If",
            "Fn::Not",
            "Fn::And",
            "Fn::Equals",
            "Fn::Contains",
            "Fn::FindInMap",
            "Fn::ImportValue");
    private static final Set<String> PSEUDO = Set.of(
            "AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName", "AWS::NoValue");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final JsonNode template;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> named = new TreeSet<>();

    private References(JsonNode template) {
        this.template = template;
    }

    /** What is wrong, in words; empty if nothing is. */
    public static List<String> faults(JsonNode template) {
        var references = new References(template);
        references.look();
        return references.faults;
    }

    private void look() {
        template.fieldNames()
                .forEachRemaining(section -> expect(SECTIONS.contains(section), "unknown section " + section));
        Templates.members(template.path("Resources")).forEach(resource -> {
            resource.getValue()
                    .fieldNames()
                    .forEachRemaining(key -> expect(
                            OF_A_RESOURCE.contains(key), "resource " + resource.getKey() + " has an unknown " + key));
            condition(resource.getValue());
        });
        Templates.members(template.path("Outputs")).forEach(output -> condition(output.getValue()));
        Templates.within(template).filter(JsonNode::isObject).forEach(this::functions);
        for (var section : List.of("Parameters", "Mappings", "Conditions")) {
            template.path(section)
                    .fieldNames()
                    .forEachRemaining(name -> expect(named.contains(name), section + ": nothing uses " + name));
        }
    }

    private void condition(JsonNode holder) {
        if (holder.has("Condition")) {
            find("Conditions", holder.path("Condition").asText());
        }
    }

    private void functions(JsonNode object) {
        Templates.members(object).filter(member -> isFunction(member.getKey())).forEach(member -> {
            expect(FUNCTIONS.contains(member.getKey()), "unknown function " + member.getKey());
            expect(object.size() == 1, member.getKey() + " stands beside other keys");
            function(member.getKey(), member.getValue());
        });
    }

    private static boolean isFunction(String key) {
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    private void function(String name, JsonNode argument) {
        switch (name) {
            case "Ref" -> value(argument.asText());
            case "Fn::GetAtt" ->
                attribute(argument.path(0).asText(), argument.path(1).asText());
            case "Fn::If" -> {
                expect(argument.size() == 3, "Fn::If takes a condition and two values: " + argument);
                find("Conditions", argument.path(0).asText());
            }
            case "Fn::And" -> Templates.items(argument).forEach(this::condition);
            case "Fn::FindInMap" -> find("Mappings", argument.path(0).asText());
            case "Fn::Sub" -> substitution(argument);
            default -> {
                // The rest name nothing of the template by themselves.
            }
        }
    }

    private void substitution(JsonNode argument) {
        var own = argument.isArray() ? argument.path(1) : template.path("none");
        var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        var used = new TreeSet<String>();
        VARIABLE.matcher(text).results().map(match -> match.group(1)).forEach(variable -> {
            used.add(variable);
            var dot = variable.indexOf('.');
            if (dot >= 0) {
                attribute(variable.substring(0, dot), variable.substring(dot + 1));
            } else if (!own.has(variable)) {
                value(variable);
            }
        });
        own.fieldNames().forEachRemaining(name -> expect(used.contains(name), "Fn::Sub does not use its " + name));
    }

    private void value(String name) {
        if (template.path("Resources").has(name) || PSEUDO.contains(name)) {
            return;
        }
        find("Parameters", name);
    }

    private void attribute(String resource, String attribute) {
        var type = template.path("Resources").path(resource).path("Type").asText();
        if (type.isEmpty()) {
            faults.add("there is no resource " + resource);
        } else if (!ResourceSchema.of(type).answers(attribute)) {
            faults.add(type + " has no attribute " + attribute + " (resource " + resource + ")");
        }
    }

    private void find(String section, String name) {
        named.add(name);
        expect(template.path(section).has(name), section + ": there is no " + name);
    }

    private void expect(boolean fine, String fault) {
        if (!fine) {
            faults.add(fault);
        }
    }
}
