package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What each session of a log came to: its outputs topic by topic, its state with the digest, and its guards. Positions are
 * left out: they are the only thing that another topic with other records beside may change.
 */
final class CanonicalEnds {

    private static final Pattern POSITION = Pattern.compile("sessionfold\\.events-\\d+@\\d+");

    private CanonicalEnds() {}

    static SortedMap<SessionKey, List<String>> of(
            List<LogEntry> log, Outputs outputs, SortedMap<SessionKey, StoredSession> sessions) {
        SortedSet<SessionKey> keys = new TreeSet<>();
        log.forEach(entry -> keys.add(entry.event().envelope().key()));
        SortedMap<SessionKey, List<String>> ends = new TreeMap<>();
        for (SessionKey key : keys) {
            List<String> lines = new ArrayList<>();
            OutputLines.of(outputs.of(key.tenantId(), key.sessionKey()))
                    .forEach(output -> lines.add(output.topic() + " " + withoutPosition(output.record())));
            StoredSession stored = sessions.get(key);
            lines.add("state " + (stored == null ? "none" : withoutPosition(CanonicalJson.state(stored))));
            lines.add("guards " + (stored == null ? "none" : CanonicalJson.guards(stored)));
            ends.put(key, List.copyOf(lines));
        }
        return ends;
    }

    private static String withoutPosition(JsonNode json) {
        strip(json);
        return POSITION.matcher(json.toString()).replaceAll("its position");
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(List.of("position", "topic", "partition", "offset"));
        }
        json.forEach(CanonicalEnds::strip);
    }
}
