package io.sessionfold.engine.app.grant;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What is allowed on one resource. Kafka takes READ and WRITE for DESCRIBE too, so that is named only where it stands alone.
 *
 * @param resource a topic, a group or a transactional id, or all that begin with its name
 * @param operations at least one, each once
 */
public record Grant(ResourcePattern resource, List<AclOperation> operations) {

    private static final String ANY_HOST = "*";

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String name, AclOperation... operations) {
        return new Grant(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), Arrays.asList(operations));
    }

    static Grant group(String name) {
        return new Grant(
                new ResourcePattern(ResourceType.GROUP, name, PatternType.LITERAL), List.of(AclOperation.READ));
    }

    static Grant transactions(String idOrPrefix, PatternType pattern) {
        return new Grant(
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, idOrPrefix, pattern), List.of(AclOperation.WRITE));
    }

    /** As Kafka keeps it: one binding per operation, from any host. */
    public Stream<AclBinding> bindings(String principal) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
    }
}
