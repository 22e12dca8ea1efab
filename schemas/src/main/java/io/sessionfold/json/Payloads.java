package io.sessionfold.json;

import java.util.List;
import org.apache.avro.Schema;

/** The payloads of a schema: what a union field offers beside null. */
final class Payloads {
    /** The JSON field that names the payload. */
    static final String TYPE = "type";

    private Payloads() {}

    /** Whether a field holds one of several records, so that {@link #TYPE} has to name which. */
    static boolean isChoice(Schema schema) {
        return schema.getType() == Schema.Type.UNION && choices(schema).size() > 1;
    }

    static boolean hasChoice(Schema record) {
        return record.getFields().stream().anyMatch(field -> isChoice(field.schema()));
    }

    static List<Schema> choices(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
    }

    /** The schema of a value that is there: the other branch of a union with null. */
    static Schema present(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? choices(schema).get(0) : schema;
    }
}
