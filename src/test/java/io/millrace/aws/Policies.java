package io.millrace.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the roles of an account are allowed, by the policies of its stacks. */
final class Policies {
    /** A statement of a policy. */
    record Statement(boolean allows, Set<String> actions, List<String> resources, JsonNode condition) {
        static Statement of(JsonNode statement) {
            return new Statement(
                    statement.path("Effect").asText().equals("Allow"),
                    Templates.items(statement.path("Action"))
                            .map(JsonNode::asText)
                            .collect(Collectors.toSet()),
                    Templates.items(statement.path("Resource"))
                            .map(JsonNode::asText)
                            .toList(),
                    statement.path("Condition"));
        }

        boolean isAbout(String action, String resource) {
            return actions.contains(action) && resources.stream().anyMatch(pattern -> matches(pattern, resource));
        }

        private static boolean matches(String pattern, String resource) {
            return resource.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        }
    }

    private final Map<String, List<Statement>> policies = new TreeMap<>();
    private final Map<String, Set<String>> roles = new TreeMap<>();

    Policies(Account account) {
        account.stacks()
                .forEach((stack, made) -> made.resources().forEach((name, resource) -> {
                    var properties = resource.path("Properties");
                    switch (resource.path("Type").asText()) {
                        case "AWS::IAM::ManagedPolicy" -> {
                            var policy = policy(stack, name);
                            policies.put(
                                    policy,
                                    Templates.items(properties.at("/PolicyDocument/Statement"))
                                            .map(Statement::of)
                                            .toList());
                            Templates.items(properties.path("Roles"))
                                    .forEach(role -> of(role.asText()).add(policy));
                        }
                        case "AWS::IAM::Role" -> {
                            var role = of("millrace-" + stack + "-" + name.toLowerCase(Locale.ROOT));
                            Templates.items(properties.path("ManagedPolicyArns"))
                                    .map(JsonNode::asText)
                                    .filter(arn -> arn.contains(Stack.ACCOUNT))
                                    .forEach(arn -> role.add(arn.substring(arn.lastIndexOf('/') + 1)));
                        }
                        default -> {
                            // Allows nothing.
                        }
                    }
                }));
    }

    private static String policy(String stack, String name) {
        return "millrace-" + stack + "-" + name.toLowerCase(Locale.ROOT);
    }

    private Set<String> of(String role) {
        return roles.computeIfAbsent(role, none -> new TreeSet<>());
    }

    /** Names of all policies: {@code millrace-roles-fetchpolicy} is FetchPolicy of roles.yaml. */
    Set<String> names() {
        return policies.keySet();
    }

    List<Statement> policy(String name) {
        return policies.get(name);
    }

    /** Statements of all policies that a role has. */
    List<Statement> role(String role) {
        var statements = new ArrayList<Statement>();
        roles.get(role).forEach(policy -> statements.addAll(policies.get(policy)));
        return statements;
    }

    /** Policies by the roles that have them. */
    Map<String, Set<String>> roles() {
        return roles;
    }

    /** Whether a role may do something, conditions left out of account. */
    boolean allows(String role, String action, String resource) {
        return allow(role(role), action, resource);
    }

    /** The same by statements. */
    static boolean allow(List<Statement> statements, String action, String resource) {
        var about = statements.stream()
                .filter(statement -> statement.isAbout(action, resource))
                .toList();
        return !about.isEmpty() && about.stream().allMatch(Statement::allows);
    }

    /** Actions that statements allow. */
    static Set<String> actions(List<Statement> statements) {
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
