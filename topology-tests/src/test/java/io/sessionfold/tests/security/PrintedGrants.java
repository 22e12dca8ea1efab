package io.sessionfold.tests.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.json.RecordJson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What {@code topics --acls --output json} prints, read as somebody would who grants it. */
final class PrintedGrants {

    private final Map<Party, List<AclBinding>> bindings = new EnumMap<>(Party.class);

    private PrintedGrants(List<String> lines) {
        for (String line : lines) {
            JsonNode grant = RecordJson.parse(line);
            Party party = Party.valueOf(grant.path("party").textValue().toUpperCase(Locale.ROOT));
            ResourcePattern resource = new ResourcePattern(
                    ResourceType.valueOf(grant.path("resource").textValue()),
                    grant.path("name").textValue(),
                    PatternType.valueOf(grant.path("pattern").textValue()));
            grant.path("operations")
                    .forEach(operation -> bindings.computeIfAbsent(party, key -> new ArrayList<>())
                            .add(new AclBinding(
                                    resource,
                                    new AccessControlEntry(
                                            grant.path("principal").textValue(),
                                            "*",
                                            AclOperation.valueOf(operation.textValue()),
                                            AclPermissionType.ALLOW))));
        }
    }

    static PrintedGrants print() {
        return new PrintedGrants(
                CommandLineRun.of("topics", "--acls", "--output", "json").lines());
    }

    List<AclBinding> of(Party party) {
        return bindings.getOrDefault(party, List.of());
    }
}
