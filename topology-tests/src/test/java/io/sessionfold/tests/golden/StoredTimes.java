package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The times of stored values, which are numbers there, as people read them. */
final class StoredTimes {

    private static final String EVENT_TIME = "lastEventTime";
    private static final List<String> MILLISECONDS = List.of("At", "ince", "ecordTime");

    private StoredTimes() {}

    /** Changes the object itself. */
    static ObjectNode inWords(ObjectNode json) {
        for (String name : names(json)) {
            JsonNode value = json.get(name);
            if (value.isContainerNode()) {
                value.forEach(StoredTimes::inside);
                inside(value);
            } else if (name.equals(EVENT_TIME)) {
                json.put(
                        name,
                        Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS).toString());
            } else if (value.isIntegralNumber() && MILLISECONDS.stream().anyMatch(name::endsWith)) {
                json.put(name, Instant.ofEpochMilli(value.longValue()).toString());
            }
        }
        return json;
    }

    private static void inside(JsonNode value) {
        if (value instanceof ObjectNode object) {
            inWords(object);
        }
    }

    private static List<String> names(ObjectNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
