package io.sessionfold.tests.dsl;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.IdleAction;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.contract.SessionPolicy;
import io.sessionfold.tests.driver.Day;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The words for the creation of a session; without more it is PARALLEL and has no controller, so that it starts RUNNING. */
public record SessionToCreate(
        String text, String name, Fill<SessionCreated.Builder> session, Fill<SessionPolicy.Builder> policy)
        implements Writing {

    static SessionToCreate named(String name) {
        return new SessionToCreate("session(\"" + name + "\")", name, (session, day) -> {}, (policy, day) -> {});
    }

    /** The sessionId of a session's first incarnation. */
    public static String incarnation(String name) {
        return name + "/1";
    }

    public SessionToCreate ownedBy(String user) {
        return with("ownedBy(\"" + user + "\")", (session, day) -> session.setOwnerUserId(user));
    }

    /** Has a controller, so that it starts PENDING. */
    public SessionToCreate onPlatform(String platform) {
        return with("onPlatform(\"" + platform + "\")", (session, day) -> session.setPlatform(platform));
    }

    /** Has another sessionId than {@link #incarnation}. */
    public SessionToCreate asIncarnation(String sessionId) {
        return with("asIncarnation(\"" + sessionId + "\")", (session, day) -> session.setSessionId(sessionId));
    }

    /** By this user, with this credential, which decides nothing. */
    public SessionToCreate withCredential(String credentialId) {
        return with(
                "withCredential(\"" + credentialId + "\")", (session, day) -> session.setCredentialId(credentialId));
    }

    public SessionToCreate called(String label) {
        return with("called(\"" + label + "\")", (session, day) -> session.setName(label));
    }

    /** Is made of several members, which report each for itself. */
    public SessionToCreate withMembers(MemberPolicy kind, String... memberIds) {
        String quoted =
                List.of(memberIds).stream().map(id -> ", \"" + id + "\"").collect(Collectors.joining());
        return with(
                "withMembers(" + Symbol.of(kind) + quoted + ")",
                (session, day) -> session.setMemberPolicy(kind).setMemberIds(List.of(memberIds)));
    }

    public SessionToCreate withConcurrency(Concurrency kind) {
        return with("withConcurrency(" + Symbol.of(kind) + ")", (session, day) -> session.setConcurrency(kind));
    }

    public SessionToCreate withErrorGraceMs(long ms) {
        return withPolicy("withErrorGraceMs(" + ms + ")", (policy, day) -> policy.setErrorGraceMs(ms));
    }

    public SessionToCreate withGuardTtlMs(long ms) {
        return withPolicy("withGuardTtlMs(" + ms + ")", (policy, day) -> policy.setGuardTtlMs(ms));
    }

    public SessionToCreate withAdmissionMs(long ms) {
        return withPolicy("withAdmissionMs(" + ms + ")", (policy, day) -> policy.setAdmissionMs(ms));
    }

    public SessionToCreate withPendingMs(long ms) {
        return withPolicy("withPendingMs(" + ms + ")", (policy, day) -> policy.setPendingMs(ms));
    }

    public SessionToCreate withPhaseMs(long ms) {
        return withPolicy("withPhaseMs(" + ms + ")", (policy, day) -> policy.setPhaseMs(ms));
    }

    public SessionToCreate withTerminatingMs(long ms) {
        return withPolicy("withTerminatingMs(" + ms + ")", (policy, day) -> policy.setTerminatingMs(ms));
    }

    public SessionToCreate withConnectionMs(long ms) {
        return withPolicy("withConnectionMs(" + ms + ")", (policy, day) -> policy.setConnectionMs(ms));
    }

    public SessionToCreate withIdleTimeoutMs(long ms) {
        return withPolicy("withIdleTimeoutMs(" + ms + ")", (policy, day) -> policy.setIdleTimeoutMs(ms));
    }

    public SessionToCreate withIdleAction(IdleAction action) {
        return withPolicy("withIdleAction(" + Symbol.of(action) + ")", (policy, day) -> policy.setIdleAction(action));
    }

    public SessionToCreate withMaxDurationMs(long ms) {
        return withPolicy("withMaxDurationMs(" + ms + ")", (policy, day) -> policy.setMaxDurationMs(ms));
    }

    public SessionToCreate withRecoveryMs(long ms) {
        return withPolicy("withRecoveryMs(" + ms + ")", (policy, day) -> policy.setRecoveryMs(ms));
    }

    public SessionToCreate withMaxRecoveries(int count) {
        return withPolicy("withMaxRecoveries(" + count + ")", (policy, day) -> policy.setMaxRecoveries(count));
    }

    public SessionToCreate withCommandRetries(int count) {
        return withPolicy("withCommandRetries(" + count + ")", (policy, day) -> policy.setCommandRetries(count));
    }

    @Override
    public EventToWrite event() {
        return EventToWrite.of(text, null, this::payload).belongingTo(EventToWrite.TENANT, name);
    }

    @Override
    public String toString() {
        return text;
    }

    private SpecificRecord payload(Day day) {
        SessionPolicy.Builder limits = SessionPolicy.newBuilder();
        policy.fill(limits, day);
        SessionCreated.Builder created = SessionCreated.newBuilder()
                .setSessionId(incarnation(name))
                .setOwnerUserId("ada")
                .setCreatedByUserId("ada")
                .setKind("chat")
                .setConcurrency(Concurrency.PARALLEL)
                .setMemberPolicy(MemberPolicy.STRICT)
                .setMemberIds(List.of())
                .setTags(Map.of())
                .setPolicy(limits.build());
        session.fill(created, day);
        return created.build();
    }

    private SessionToCreate with(String word, Fill<SessionCreated.Builder> more) {
        return new SessionToCreate(text + "." + word, name, session.then(more), policy);
    }

    private SessionToCreate withPolicy(String word, Fill<SessionPolicy.Builder> more) {
        return new SessionToCreate(text + "." + word, name, session, policy.then(more));
    }
}
