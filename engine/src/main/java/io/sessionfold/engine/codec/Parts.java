package io.sessionfold.engine.codec;

import io.sessionfold.engine.session.IdleAction;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.Requester;
import io.sessionfold.engine.session.Resources;
import io.sessionfold.engine.session.SessionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records that several payloads and the state share. */
final class Parts {

    private Parts() {}

    static Position position(io.sessionfold.contract.Position position) {
        return new Position(position.getTopic(), position.getPartition(), position.getOffset());
    }

    static io.sessionfold.contract.Position position(Position position) {
        return new io.sessionfold.contract.Position(position.topic(), position.partition(), position.offset());
    }

    static Requester requester(io.sessionfold.contract.Requester requester) {
        return new Requester(
                requester.getUserId(), requester.getConnectionId(), requester.getDeviceId(), requester.getAdmin());
    }

    static io.sessionfold.contract.Requester requester(Requester requester) {
        return new io.sessionfold.contract.Requester(
                requester.userId(), requester.connectionId(), requester.deviceId(), requester.admin());
    }

    static @Nullable Resources resources(io.sessionfold.contract.@Nullable Resources resources) {
        return resources == null
                ? null
                : new Resources(sortedOrEmpty(resources.getRequests()), sortedOrEmpty(resources.getLimits()));
    }

    static io.sessionfold.contract.@Nullable Resources resources(@Nullable Resources resources) {
        return resources == null
                ? null
                : new io.sessionfold.contract.Resources(resources.requests(), resources.limits());
    }

    static SessionPolicy policy(io.sessionfold.contract.@Nullable SessionPolicy policy) {
        return policy == null
                ? SessionPolicy.DEFAULT
                : new SessionPolicy(
                        policy.getPendingMs(),
                        policy.getPhaseMs(),
                        policy.getTerminatingMs(),
                        policy.getAdmissionMs(),
                        policy.getErrorGraceMs(),
                        policy.getGuardTtlMs(),
                        policy.getProvisionalMs(),
                        policy.getConnectionMs(),
                        policy.getIdleTimeoutMs(),
                        Symbols.readNullable(IdleAction.class, policy.getIdleAction()),
                        policy.getMaxDurationMs(),
                        policy.getRecoveryMs(),
                        policy.getMaxRecoveries(),
                        policy.getCommandRetries());
    }

    static io.sessionfold.contract.SessionPolicy policy(SessionPolicy policy) {
        return new io.sessionfold.contract.SessionPolicy(
                policy.pendingMs(),
                policy.phaseMs(),
                policy.terminatingMs(),
                policy.admissionMs(),
                policy.errorGraceMs(),
                policy.guardTtlMs(),
                policy.provisionalMs(),
                policy.connectionMs(),
                policy.idleTimeoutMs(),
                Symbols.writeNullable(io.sessionfold.contract.IdleAction.class, policy.idleAction()),
                policy.maxDurationMs(),
                policy.recoveryMs(),
                policy.maxRecoveries(),
                policy.commandRetries());
    }

    /** In the order of the keys, because no map order may reach the fold (INV-44). */
    static <V> @Nullable SortedMap<String, V> sorted(@Nullable Map<String, V> map) {
        return map == null ? null : sortedOrEmpty(map);
    }

    static <V> SortedMap<String, V> sortedOrEmpty(Map<String, V> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    static Set<String> set(List<String> values) {
        return values.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
