package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.app.grant.Grant;
import io.sessionfold.engine.app.grant.Grants;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.engine.config.Settings;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Prints what Kafka has to allow: as commands that can be pasted, or as one JSON object per resource. */
final class AclPrinter {

    private static final String COMMAND = "kafka-acls.sh --bootstrap-server %s --command-config admin.properties --add";

    private final Settings settings;
    private final Map<Party, String> principals = new EnumMap<>(Party.class);

    /** @param named the principals that are called otherwise than {@link Party#principal()} */
    AclPrinter(Settings settings, Map<Party, String> named) {
        this.settings = settings;
        for (Party party : Party.values()) {
            principals.put(party, named.getOrDefault(party, party.principal()));
        }
    }

    void text(PrintWriter out) {
        principals.forEach((party, principal) -> {
            out.println("# " + party.label() + ": " + party.meaning());
            for (Grant grant : grants(party)) {
                out.println(command(principal, grant));
            }
            out.println();
        });
    }

    void json(PrintWriter out) {
        principals.forEach((party, principal) -> {
            for (Grant grant : grants(party)) {
                out.println(json(party, principal, grant));
            }
        });
    }

    private Iterable<Grant> grants(Party party) {
        return Grants.of(party, settings.streams().applicationId());
    }

    private String command(String principal, Grant grant) {
        StringBuilder line = new StringBuilder(
                        COMMAND.formatted(settings.kafka().bootstrapServers()))
                .append(" --allow-principal ")
                .append(quoted(principal));
        for (AclOperation operation : grant.operations()) {
            line.append(" --operation ").append(SecurityUtils.operationName(operation));
        }
        line.append(
                switch (grant.resource().resourceType()) {
                    case TOPIC -> " --topic ";
                    case GROUP -> " --group ";
                    case TRANSACTIONAL_ID -> " --transactional-id ";
                    default -> throw new IllegalStateException("Expected no grant on " + grant.resource());
                });
        line.append(grant.resource().name());
        if (grant.resource().patternType() == PatternType.PREFIXED) {
            line.append(" --resource-pattern-type prefixed");
        }
        return line.toString();
    }

    private static ObjectNode json(Party party, String principal, Grant grant) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("party", party.label())
                .put("principal", principal)
                .put("resource", grant.resource().resourceType().name())
                .put("name", grant.resource().name())
                .put("pattern", grant.resource().patternType().name());
        grant.operations().stream().map(AclOperation::name).forEach(json.putArray("operations")::add);
        return json;
    }

    /** A distinguished name has characters that a shell would take for its own. */
    private static String quoted(String text) {
        return '\'' + text.replace("'", "'\\''") + '\'';
    }
}
