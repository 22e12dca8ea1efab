package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.ServedRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the whole list of the sessions that an engine serves to whoever asks, page by page. */
final class ServedSessions {

    private static final String PAGE_ROWS = "1000";

    private final EngineClient client;
    private final Scope scope;
    private final List<ServedRow> rows = new ArrayList<>();
    private @Nullable SortedMap<Integer, Long> reached;
    private @Nullable String tenantId;
    private @Nullable String foreign;
    private boolean isOwnServed;

    ServedSessions(EngineClient client, Scope scope) {
        this.client = client;
        this.scope = scope;
    }

    /**
     * The rows within a scope.
     *
     * @param tenant whose rows are served, if that is known; null to take it from the rows
     * @throws CommandException if they are another tenant's, or if there is none and so nobody knows whose they would be
     */
    ServedList read(@Nullable String tenant) {
        tenantId = tenant;
        String cursor = null;
        do {
            Map<String, String> parameters = new LinkedHashMap<>(Map.of("limit", PAGE_ROWS));
            if (cursor != null) {
                parameters.put("cursor", cursor);
            }
            EngineClient.Answer page = client.get("/v1/sessions" + EngineClient.query(parameters));
            for (JsonNode row : page.body().path("sessions")) {
                add((ObjectNode) row);
            }
            reach(page.position());
            cursor = page.body().path("cursor").textValue();
        } while (cursor != null);
        if (tenantId == null) {
            throw CommandException.usage(
                    "Expected the engine to serve a row, to see whose rows it serves, but it serves none; say it with --tenant");
        }
        if (foreign != null && !isOwnServed) {
            throw CommandException.usage(
                    "Expected the engine to serve the rows of tenant %s to this caller, but it serves those of %s"
                            .formatted(tenantId, foreign));
        }
        return new ServedList(tenantId, rows, reached == null ? new TreeMap<>() : reached);
    }

    private void add(ObjectNode row) {
        String tenant = row.path("tenantId").asText();
        tenantId = tenantId == null ? tenant : tenantId;
        boolean isForeign = !tenantId.equals(tenant);
        foreign = isForeign ? tenant : foreign;
        isOwnServed |= !isForeign;
        String recordKey = tenant + '/' + row.path("sessionKey").asText();
        if (isForeign || scope.takes(recordKey.getBytes(StandardCharsets.UTF_8))) {
            JsonNode at = row.path("position");
            Position position = new Position(
                    at.path("topic").asText(),
                    at.path("partition").asInt(),
                    at.path("offset").asLong());
            rows.add(new ServedRow(recordKey, position, row));
        }
    }

    /** The list reaches as far as the page that reaches least. */
    private void reach(@Nullable String token) {
        SortedMap<Integer, Long> page = PositionToken.parse(token == null ? "" : token)
                .orElseThrow(() -> CommandException.unreachable(
                        "Expected the engine to say up to where its list is folded, but it did not", null))
                .events();
        if (reached == null) {
            reached = new TreeMap<>(page);
            return;
        }
        reached.keySet().retainAll(page.keySet());
        reached.replaceAll((partition, offset) -> Math.min(offset, page.getOrDefault(partition, -1L)));
    }
}
