package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.query.PositionToken;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question and what came of it.
 *
 * @param instance which instance was asked
 * @param askedNs when it was asked, in nanoseconds of this process's clock
 * @param answeredNs when the answer was there
 * @param status of HTTP; {@link #UNREACHED} if there was no answer
 * @param position the text of its position token
 * @param servedBy the instance whose store answered, if the answer says so
 * @param stalenessMs how stale the answer says that it may be; null if it says nothing
 * @param body empty if there was none
 */
record Answer(
        Who who,
        Ask ask,
        String instance,
        long askedNs,
        long answeredNs,
        int status,
        @Nullable String position,
        @Nullable String servedBy,
        @Nullable Long stalenessMs,
        String body) {

    /** The connection was refused, or broke. */
    static final int UNREACHED = 0;

    /** Before every offset. */
    static final long NOWHERE = -1;

    static final int OK = 200;
    static final int ACCEPTED = 202;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int GONE = 410;
    static final int NEVER_REACHED = 412;

    private static final int FIRST_SERVER_ERROR = 500;

    /** Whether somebody answered who could: also with a no. */
    boolean isGood() {
        return status != UNREACHED && status < FIRST_SERVER_ERROR;
    }

    /** Whether the owner of the key answered. */
    boolean isFresh() {
        return stalenessMs == null;
    }

    JsonNode json() {
        return Json.parse(body);
    }

    /** The stable code of a problem; the status if there is none. */
    String code() {
        return status == UNREACHED ? "unreached" : json().path("code").asText(Integer.toString(status));
    }

    /** How far it reaches, by partition. */
    Map<Integer, Long> reached() {
        return Optional.ofNullable(position)
                .flatMap(PositionToken::parse)
                .<Map<Integer, Long>>map(PositionToken::events)
                .orElseGet(Map::of);
    }

    /** How far it reaches on one partition. */
    long reached(int partition) {
        return reached().getOrDefault(partition, NOWHERE);
    }

    @Override
    public String toString() {
        return "%s asked %s for %s and got %d %s".formatted(who, instance, ask, status, body);
    }
}
