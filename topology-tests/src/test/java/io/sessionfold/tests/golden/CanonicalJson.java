package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.contract.RetryGuards;
import io.sessionfold.contract.SessionState;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.driver.StoredSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records and states as JSON that a person can review: what is null, or a list without elements, is left out. An empty
 * object stays, because a record that is there is not one that is absent.
 */
final class CanonicalJson {

    /** A stored value begins with one byte that names its format. */
    private static final int STORED_BODY_OFFSET = 1;

    private static final String RECENT = "recentEvents";

    /** An event that is remembered: eight bytes of hash and one of decision, in hexadecimal. */
    private static final int RECENT_DIGITS = 18;

    private CanonicalJson() {}

    /** A record of the contract. */
    static ObjectNode of(SpecificRecord record) {
        return withoutAbsent(RecordJson.toJson(record));
    }

    /** A session as its store holds it; of the events that it remembers, how many and the last. */
    static ObjectNode state(StoredSession stored) {
        byte[] bytes = new SessionCodec().encode(stored.session());
        ObjectNode state = StoredTimes.inWords(of(stored(bytes, SessionState.class, SessionState.getClassSchema())));
        state.put("historyDigest", stored.session().progress().digest().toString());
        String recent = state.path(RECENT).asText();
        if (!recent.isEmpty()) {
            String last = recent.substring(recent.length() - RECENT_DIGITS);
            state.put(RECENT, recent.length() / RECENT_DIGITS + ", the last of them " + last);
        }
        return state;
    }

    /** The guards of a session as their store holds them, by idempotency key. */
    static ObjectNode guards(StoredSession stored) {
        byte[] bytes = new GuardCodec().encode(stored.guards());
        ObjectNode byKey = JsonNodeFactory.instance.objectNode();
        for (var guard :
                stored(bytes, RetryGuards.class, RetryGuards.getClassSchema()).getGuards()) {
            ObjectNode json = StoredTimes.inWords(of(guard));
            json.remove("idempotencyKey");
            byKey.set(guard.getIdempotencyKey(), json);
        }
        return byKey;
    }

    private static <T extends SpecificRecord> T stored(byte[] bytes, Class<T> type, Schema schema) {
        try {
            return type.cast(new SpecificDatumReader<T>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            bytes, STORED_BODY_OFFSET, bytes.length - STORED_BODY_OFFSET, null)));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a stored state to be decoded from memory", e);
        }
    }

    private static ObjectNode withoutAbsent(ObjectNode json) {
        ObjectNode present = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(field -> {
            JsonNode value = withoutAbsent(field.getValue());
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                present.set(field.getKey(), value);
            }
        });
        return present;
    }

    private static JsonNode withoutAbsent(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return withoutAbsent(object);
        }
        if (json instanceof ArrayNode array) {
            ArrayNode present = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> present.add(withoutAbsent(element)));
            return present;
        }
        return json;
    }
}
