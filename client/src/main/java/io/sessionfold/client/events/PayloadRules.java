package io.sessionfold.client.events;

import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.contract.SessionQuarantined;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Which payloads a producer may write: the contract's, but those that the engine alone writes. */
final class PayloadRules {

    private static final Set<String> RESERVED = Set.of(
            DeadlineLapsed.class.getName(),
            SessionQuarantined.class.getName(),
            QuarantineReleased.class.getName(),
            FoldVersionBegun.class.getName());

    private static final Set<String> PAYLOADS =
            LifecycleEvent.getClassSchema().getField("payload").schema().getTypes().stream()
                    .map(Schema::getFullName)
                    .filter(name -> !RESERVED.contains(name))
                    .collect(Collectors.toUnmodifiableSet());

    private PayloadRules() {}

    /** @throws IllegalArgumentException if it is none of them */
    static void require(SpecificRecord payload) {
        String name = payload.getSchema().getFullName();
        if (!PAYLOADS.contains(name)) {
            throw new IllegalArgumentException("Expected a payload that a producer may write, but it was "
                    + payload.getSchema().getName());
        }
    }
}
