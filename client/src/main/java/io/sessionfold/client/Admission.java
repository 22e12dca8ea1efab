package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run that was sent.
 *
 * @param runId the run that does the work: an earlier one if the same key was sent before
 * @param status {@code started}, {@code queued}, {@code in_flight}, {@code pending}, or the outcome's status of an earlier
 *     send
 * @param cached whether an earlier send is answered here
 * @param fencingToken what the worker carries wherever two could be at work; null unless this send was admitted
 * @param position the token of its place in the log
 * @param json everything that was answered, e.g. {@code replyRef} of an earlier send
 */
public record Admission(
        String runId,
        String status,
        boolean cached,
        @Nullable Long fencingToken,
        String position,
        JsonNode json) {

    /** Whether this very send is what runs, or waits for its turn. */
    public boolean isAdmitted() {
        return status.equals("started") || status.equals("queued");
    }

    static Admission of(Answer answer) {
        JsonNode json = answer.json();
        if (!json.path("status").isTextual()) {
            throw new UnexpectedAnswerException(
                    "Expected to hear whether the run was admitted, but there was nothing", null);
        }
        return new Admission(
                json.path("runId").asText(""),
                json.path("status").asText(),
                json.path("cached").asBoolean(false),
                json.path("fencingToken").isIntegralNumber()
                        ? json.path("fencingToken").longValue()
                        : null,
                json.path("position").asText(answer.header(Answer.POSITION).orElse("")),
                json);
    }
}
