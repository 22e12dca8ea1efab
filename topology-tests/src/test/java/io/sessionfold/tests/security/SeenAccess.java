package io.sessionfold.tests.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, and what it was asked for by whom. */
public final class SeenAccess extends StandardAuthorizer {

    private static final Set<Access> SEEN = ConcurrentHashMap.newKeySet();

    /** What somebody wanted; what Kafka itself only tries in passing, which it logs in neither case, is not among it. */
    record Access(String principal, AclOperation operation, ResourcePattern resource, boolean isAllowed) {

        /** Whether it is this that allowed it; what only follows from it does not count. */
        boolean isUseOf(AclBinding binding) {
            ResourcePattern granted = binding.pattern();
            boolean isIt = granted.patternType() == PatternType.PREFIXED
                    ? resource.name().startsWith(granted.name())
                    : resource.name().equals(granted.name());
            return isAllowed
                    && isIt
                    && resource.resourceType() == granted.resourceType()
                    && operation == binding.entry().operation();
        }
    }

    /** What a principal wanted since the last call. */
    static Set<Access> take(String principal) {
        Set<Access> taken = SEEN.stream()
                .filter(access -> access.principal().equals(principal))
                .collect(Collectors.toSet());
        SEEN.removeAll(taken);
        return taken;
    }

    /** What was refused. */
    static Set<String> missed(Collection<Access> seen) {
        return seen.stream()
                .filter(access -> !access.isAllowed())
                .map(access -> access.operation() + " " + access.resource().resourceType() + " "
                        + access.resource().name())
                .collect(Collectors.toSet());
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < results.size(); i++) {
            Action action = actions.get(i);
            boolean isAllowed = results.get(i) == AuthorizationResult.ALLOWED;
            if (isAllowed ? action.logIfAllowed() : action.logIfDenied()) {
                SEEN.add(new Access(
                        context.principal().toString(), action.operation(), action.resourcePattern(), isAllowed));
            }
        }
        return results;
    }
}
