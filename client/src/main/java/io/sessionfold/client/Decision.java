package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param reason why it was refused; null if it was not
 * @param position the token of the command's place in the log; the client's next read of the session waits for it
 * @param row the session as it stood then; null if it could not be learned in time, or is gone
 */
public record Decision(
        Decided decided,
        @Nullable String reason,
        String eventId,
        String position,
        @Nullable SessionRow row) {

    /** How the fold decided. */
    public enum Decided {
        APPLIED,
        REFUSED,
        /** It is in the log, and will be decided; this answer could not wait for it. */
        UNKNOWN
    }

    public boolean isApplied() {
        return decided == Decided.APPLIED;
    }

    static Decision of(Answer answer) {
        JsonNode json = answer.json();
        JsonNode row = json.path("session");
        return new Decision(
                decided(json.path("decided").asText("")),
                json.path("reason").isTextual() ? json.path("reason").asText() : null,
                json.path("eventId").asText(""),
                json.path("position").asText(answer.header(Answer.POSITION).orElse("")),
                row.isObject() ? ContractJson.read(SessionRow.class, row) : null);
    }

    private static Decided decided(String text) {
        return switch (text) {
            case "applied" -> Decided.APPLIED;
            case "refused" -> Decided.REFUSED;
            case "unknown" -> Decided.UNKNOWN;
            default ->
                throw new UnexpectedAnswerException(
                        "Expected to hear what was decided, but it was '" + text + "'", null);
        };
    }
}
