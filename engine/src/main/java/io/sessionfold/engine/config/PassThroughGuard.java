package io.sessionfold.engine.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Kafka settings that may not be passed through, each with the reason and, if there is one, the setting to use. */
final class PassThroughGuard {

    private static final Map<String, String> REFUSED = refused();

    private PassThroughGuard() {}

    /** Why a name may not be passed through, with any client's prefix; empty if it may. */
    static Optional<String> reason(String kafkaName) {
        return REFUSED.entrySet().stream()
                .filter(refused -> kafkaName.equals(refused.getKey()) || kafkaName.endsWith('.' + refused.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> refused() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(
                "partitioner.class",
                "the partition is murmur2 of the record key for every writer, and a custom partitioner would fold"
                        + " sessions in the wrong place");
        reasons.put("isolation.level", "every promise is made to consumers with read_committed");
        reasons.put("processing.guarantee", "the engine is exactly_once_v2 and nothing else");
        reasons.put("enable.idempotence", "exactly_once_v2 needs it");
        reasons.put("transactional.id", "Kafka Streams names its own transactions");
        reasons.put("key.serializer", "record keys are UTF-8 strings");
        reasons.put("value.serializer", "values are in the wire format of the contract");
        reasons.put("key.deserializer", "record keys are UTF-8 strings");
        reasons.put("value.deserializer", "values are in the wire format of the contract");
        reasons.put("bootstrap.servers", owned("bootstrap.servers"));
        reasons.put("application.id", owned("application.id"));
        reasons.put("application.server", owned("http.advertised"));
        reasons.put("state.dir", owned("state.dir"));
        reasons.put("num.stream.threads", owned("threads"));
        reasons.put("num.standby.replicas", owned("standby.replicas"));
        reasons.put("replication.factor", owned("replication.factor"));
        reasons.put("commit.interval.ms", owned("commit.interval.ms"));
        reasons.put("transaction.timeout.ms", owned("transaction.timeout.ms"));
        reasons.put("group.protocol", owned("group.protocol"));
        reasons.put("statestore.cache.max.bytes", owned("sessions.cache.bytes"));
        return reasons;
    }

    private static String owned(String setting) {
        return "it is set with " + setting;
    }
}
