package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.session.Concurrency;
import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.session.Run;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuard;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One admission per idempotency key (INV-8), one run at a time in an EXCLUSIVE session (INV-36), and every answer to an
 * admission is what the fold decided of it.
 */
final class AdmissionCheck implements Check {

    private static final String BUSY = "conversation_busy";

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        log.keys().forEach(key -> checkLog(log, key, violations));
        for (Answer answer : answers) {
            if (answer.ask() instanceof Ask.Admit admit && answer.isGood()) {
                checkAnswer(
                        log, new SessionKey(answer.who().tenantId(), admit.sessionKey()), admit, answer, violations);
            }
        }
    }

    private static void checkLog(FoldedLog log, SessionKey key, Violations violations) {
        Map<String, Decided> admitted = new HashMap<>();
        long lastFence = 0;
        for (Decided event : log.events(key)) {
            if (event.idempotencyKey() == null || !event.isApplied()) {
                continue;
            }
            Decided earlier = admitted.put(event.idempotencyKey(), event);
            violations.addIf(
                    earlier != null,
                    Kind.ADMITTED_TWICE,
                    "Expected one admission of %s with key '%s', but there are %s and %s"
                            .formatted(key, event.idempotencyKey(), earlier, event));
            Optional<Run> run = run(event);
            long fence = run.map(open -> open.admission().fencingToken()).orElse(Long.MAX_VALUE);
            violations.addIf(
                    fence <= lastFence,
                    Kind.ADMITTED_TWICE,
                    "Expected a fencing token of %s above %d, but it was %d".formatted(key, lastFence, fence));
            lastFence = run.isPresent() ? fence : lastFence;
            violations.addIf(
                    isCrowded(event),
                    Kind.ADMITTED_TWICE,
                    "Expected one active run of %s at %s, but there were more".formatted(key, event.position()));
        }
    }

    private static void checkAnswer(
            FoldedLog log, SessionKey key, Ask.Admit admit, Answer answer, Violations violations) {
        JsonNode json = answer.json();
        Optional<Decided> event =
                log.decisions(key, json.path("eventId").asText()).stream().findFirst();
        if (answer.code().equals(BUSY)) {
            violations.addIf(
                    event.filter(decided -> decided.isRefused(RejectionReason.CONVERSATION_BUSY)
                                    && isHolder(log, key, decided, json.path("runId")))
                            .isEmpty(),
                    Kind.WRONG_DECISION,
                    "Expected it to be busy with what the answer says, but the fold has "
                            + event.map(Decided::relatedRunId) + ": " + answer);
        } else if (answer.status() < 300) {
            String status = json.path("status").asText();
            violations.addIf(
                    !isTrue(log, key, admit, json, status),
                    Kind.WRONG_DECISION,
                    "Expected what the fold decided, %s, but %s".formatted(event, answer));
        }
    }

    private static boolean isTrue(FoldedLog log, SessionKey key, Ask.Admit admit, JsonNode json, String status) {
        String runId = json.path("runId").asText();
        if (status.equals("pending")) {
            return true;
        }
        Optional<Decided> admission = log.events(key).stream()
                .filter(event -> event.isApplied() && admit.idempotencyKey().equals(event.idempotencyKey()))
                .findFirst();
        if (admission.isEmpty() || !runId.equals(admission.get().runId())) {
            return false;
        }
        if (status.equals("started") || status.equals("queued")) {
            return !json.path("fencingToken").isNumber()
                    || isFence(admission.get(), json.path("fencingToken").asLong());
        }
        return isOfGuard(log, key, json, status);
    }

    /** The holder is looked up behind the refusal: it may be a later one by then, or nobody. */
    private static boolean isHolder(FoldedLog log, SessionKey key, Decided refusal, JsonNode runId) {
        return log.events(key).stream()
                .filter(event -> event.position().offset() >= refusal.position().offset())
                .map(Decided::after)
                .anyMatch(session -> session != null
                        && session.runs()
                                .holder()
                                .map(holder -> holder.runId().equals(runId.asText()))
                                .orElse(runId.isNull()));
    }

    private static boolean isFence(Decided admission, long token) {
        return run(admission)
                .filter(open -> open.admission().fencingToken() == token)
                .isPresent();
    }

    /** The guard may have been read later than it was asked, and never goes back from an outcome to being in flight. */
    private static boolean isOfGuard(FoldedLog log, SessionKey key, JsonNode json, String status) {
        Optional<String> then = log.decisions(key, json.path("eventId").asText()).stream()
                .findFirst()
                .map(Decided::guardAnswer);
        return then.isEmpty()
                || then.get().equals(RetryGuard.IN_FLIGHT)
                || then.get().equals(status);
    }

    private static Optional<Run> run(Decided admission) {
        return Optional.ofNullable(admission.after())
                .map(session -> session.runs().open().get(admission.runId()));
    }

    private static boolean isCrowded(Decided event) {
        Session session = event.after();
        Identity identity = session == null ? null : session.identity();
        return session != null
                && identity != null
                && identity.concurrency() == Concurrency.EXCLUSIVE
                && session.runs().open().values().stream().filter(Run::isActive).count() > 1;
    }
}
