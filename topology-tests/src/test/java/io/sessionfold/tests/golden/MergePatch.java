package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What turns one JSON object into another (RFC 7386): the fields that differ, null for those that are gone. */
final class MergePatch {

    private MergePatch() {}

    static ObjectNode between(ObjectNode before, ObjectNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        after.properties().forEach(field -> {
            JsonNode was = before.get(field.getKey());
            JsonNode is = field.getValue();
            if (was instanceof ObjectNode held && is instanceof ObjectNode now && !held.equals(now)) {
                patch.set(field.getKey(), between(held, now));
            } else if (!is.equals(was)) {
                patch.set(field.getKey(), is);
            }
        });
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        return patch;
    }
}
