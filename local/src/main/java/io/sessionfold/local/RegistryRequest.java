package io.sessionfold.local;

import static io.sessionfold.local.RegistryReply.no;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;

/** The bodies of requests: what is asked for, or the refusal of a body that does not say it. */
final class RegistryRequest {
    private static final int BAD_REQUEST = 400;

    private RegistryRequest() {}

    /** The answer to the name of a compatibility level in the body. */
    static RegistryReply level(String body, Function<String, RegistryReply> answer) {
        return json(body, request -> answer.apply(request.path("compatibility").asText()));
    }

    /**
     * The answer to the Avro schema in the body.
     *
     * @param normalize whether the client asks for the schema's normal form
     */
    static RegistryReply schema(String body, boolean normalize, Function<AvroSchema, RegistryReply> answer) {
        return json(body, request -> schema(request, normalize, answer));
    }

    private static RegistryReply json(String body, Function<JsonNode, RegistryReply> answer) {
        JsonNode request;
        try {
            request = JacksonMapper.INSTANCE.readTree(body);
        } catch (JsonProcessingException e) {
            return no(BAD_REQUEST, "Expected the body to be JSON, but it was not: " + e.getOriginalMessage());
        }
        return answer.apply(request);
    }

    private static RegistryReply schema(
            JsonNode request, boolean normalize, Function<AvroSchema, RegistryReply> answer) {
        String type = request.path("schemaType").asText(AvroSchema.TYPE);
        JsonNode references = request.path("references");
        if (!type.equals(AvroSchema.TYPE) || !references.isEmpty()) {
            return no(
                    RegistryReply.INVALID_SCHEMA,
                    "Expected the schema to be Avro and complete in itself, but it was of type %s with references %s"
                            .formatted(type, references));
        }
        AvroSchema schema;
        try {
            schema = new AvroSchema(request.path("schema").asText());
        } catch (AvroRuntimeException e) {
            return no(
                    RegistryReply.INVALID_SCHEMA,
                    "Expected the schema to be valid Avro, but it was not: " + e.getMessage());
        }
        return answer.apply(normalize ? schema.normalize() : schema);
    }
}
