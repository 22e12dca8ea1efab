package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of sessions in order of their keys.
 *
 * @param cursor what the next page begins behind; null on the last one
 * @param position how far the rows reach: changes after it follow without a gap
 */
public record SessionPage(List<SessionRow> rows, @Nullable String cursor, String position) {

    public SessionPage {
        rows = List.copyOf(rows);
    }

    static SessionPage of(Answer answer) {
        JsonNode json = answer.json();
        if (!json.path("sessions").isArray()) {
            throw new UnexpectedAnswerException("Expected a list of sessions, but there was none", null);
        }
        List<SessionRow> rows = new ArrayList<>();
        json.path("sessions").forEach(row -> rows.add(ContractJson.read(SessionRow.class, row)));
        String cursor = json.path("cursor").asText(null);
        return new SessionPage(
                rows,
                json.path("cursor").isTextual() ? cursor : null,
                answer.header(Answer.POSITION).orElse(""));
    }
}
