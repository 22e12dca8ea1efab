package io.sessionfold.tests.dsl;

import io.sessionfold.tests.driver.Day;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a scenario writes it: a payload, and what its envelope claims.
 *
 * @param text the Java that makes it
 * @param payload may depend on the day, because times stand in it
 * @param runId the run that it is about; null if none
 */
public record EventToWrite(
        String text,
        Function<Day, SpecificRecord> payload,
        @Nullable String runId,
        String tenantAlias,
        String sessionAlias,
        Claims claims)
        implements Writing {

    /** The tenant of a scenario that names none. */
    public static final String TENANT = "acme";

    /** The session of a scenario that names none. */
    public static final String SESSION = "s-1";

    static EventToWrite of(String text, @Nullable String runId, Function<Day, SpecificRecord> payload) {
        return new EventToWrite(text, payload, runId, TENANT, SESSION, Claims.NONE);
    }

    @Override
    public EventToWrite event() {
        return this;
    }

    /** The eventId that it was given; empty if the scenario numbers it. */
    public Optional<String> eventId() {
        return Optional.ofNullable(claims.eventId());
    }

    EventToWrite belongingTo(String tenant, String session) {
        return new EventToWrite(text, payload, runId, tenant, session, claims);
    }

    EventToWrite session(String session) {
        return new EventToWrite(word("in", session), payload, runId, tenantAlias, session, claims);
    }

    EventToWrite tenant(String tenant) {
        return new EventToWrite(word("inTenant", tenant), payload, runId, tenant, sessionAlias, claims);
    }

    EventToWrite eventId(String id) {
        return with(word("withId", id), claims.eventId(id));
    }

    EventToWrite incarnation(String sessionId) {
        return with(word("meaning", sessionId), claims.sessionId(sessionId));
    }

    EventToWrite producer(String id, @Nullable Long epoch, @Nullable Long sequence) {
        String claimed = (epoch == null ? "" : ", " + epoch) + (sequence == null ? "" : ", " + sequence);
        return with(text + ".by(\"" + id + "\"" + claimed + ")", claims.producer(id, epoch, sequence));
    }

    EventToWrite recorded(String word, TimePasses.To when) {
        return with(text + "." + word, claims.recorded(when));
    }

    EventToWrite claimed(String clock) {
        return with(word("claimedAt", clock), claims.claimedAt(clock));
    }

    @Override
    public String toString() {
        return text;
    }

    private EventToWrite with(String newText, Claims newClaims) {
        return new EventToWrite(newText, payload, runId, tenantAlias, sessionAlias, newClaims);
    }

    private String word(String name, String argument) {
        return text + "." + name + "(\"" + argument + "\")";
    }
}
