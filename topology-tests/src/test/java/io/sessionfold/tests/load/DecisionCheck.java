package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was acknowledged is in the log, was decided as the answer says, and was applied at most once, however often it was
 * sent.
 */
final class DecisionCheck implements Check {

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        for (Answer answer : answers) {
            if (answer.ask() instanceof Ask.Change || answer.ask() instanceof Ask.Admit) {
                checkAnswer(log, answer, violations);
            }
        }
        Map<String, Integer> sends = sends(answers);
        for (SessionKey key : log.keys()) {
            checkOnce(log, key, sends, violations);
        }
    }

    /** The event that an answer is about: as it says, or as the asker named it; empty if nobody says. */
    static String eventId(Answer answer) {
        String named = answer.ask() instanceof Ask.Change change && change.eventId() != null ? change.eventId() : "";
        return answer.json().path("eventId").asText(named);
    }

    private static void checkAnswer(FoldedLog log, Answer answer, Violations violations) {
        SessionKey key = new SessionKey(
                answer.who().tenantId(), String.valueOf(answer.ask().sessionKey()));
        String eventId = eventId(answer);
        boolean isAccepted =
                answer.isGood() && (answer.status() < 300 || answer.json().has("eventId"));
        if (!isAccepted) {
            return;
        }
        List<Decided> decisions = log.decisions(key, eventId);
        if (decisions.isEmpty()) {
            violations.add(Kind.LOST, "Expected event '" + eventId + "' of " + key + " in the log, but " + answer);
            return;
        }
        checkDecision(decisions.get(0), answer, violations);
        long reached = log.partition(key).map(answer::reached).orElse(Answer.NOWHERE);
        violations.addIf(
                answer.position() != null
                        && decisions.stream()
                                .noneMatch(decided -> decided.position().offset() <= reached),
                Kind.LOST,
                "Expected event '" + eventId + "' of " + key + " up to offset " + reached + ", but " + answer);
    }

    /** The first decision on an event is the one: what comes again is a duplicate of it (INV-21). */
    private static void checkDecision(Decided first, Answer answer, Violations violations) {
        JsonNode json = answer.json();
        String said = json.path("decided").asText();
        String reason = json.path("reason").asText("").toUpperCase(Locale.ROOT);
        boolean isWrong = (said.equals("applied") && !first.isApplied())
                || (said.equals("refused") && !reason.equals(first.reason()))
                || (answer.status() >= 400 && first.isApplied());
        violations.addIf(
                isWrong,
                Kind.WRONG_DECISION,
                "Expected the answer that it was " + first.decision() + ", but " + answer);
    }

    private static void checkOnce(FoldedLog log, SessionKey key, Map<String, Integer> sends, Violations violations) {
        Map<String, Integer> applied = new HashMap<>();
        Map<String, Integer> stored = new HashMap<>();
        for (Decided event : log.events(key)) {
            stored.merge(event.eventId(), 1, Integer::sum);
            applied.merge(event.eventId(), event.isApplied() ? 1 : 0, Integer::sum);
        }
        applied.forEach((eventId, times) -> violations.addIf(
                times > 1,
                Kind.DECIDED_TWICE,
                "Expected event '%s' of %s to be applied once, but it was %d times".formatted(eventId, key, times)));
        stored.forEach((eventId, times) -> violations.addIf(
                times > sends.getOrDefault(key + " " + eventId, times),
                Kind.DECIDED_TWICE,
                "Expected event '%s' of %s in the log as often as it was sent, but it is there %d times"
                        .formatted(eventId, key, times)));
    }

    /** How often each event was sent, where it is known under which id; one send that was not answered may be any. */
    private static Map<String, Integer> sends(List<Answer> answers) {
        Map<String, Integer> byRequest = new HashMap<>();
        Map<String, String> eventOfRequest = new HashMap<>();
        for (Answer answer : answers) {
            String request = request(answer);
            byRequest.merge(request, 1, Integer::sum);
            String eventId = eventId(answer);
            if (!eventId.isEmpty()) {
                eventOfRequest.put(
                        request, answer.who().tenantId() + '/' + answer.ask().sessionKey() + " " + eventId);
            }
        }
        Map<String, Integer> sends = new HashMap<>();
        eventOfRequest.forEach(
                (request, event) -> sends.merge(event, byRequest.getOrDefault(request, 0), Integer::sum));
        return sends;
    }

    private static String request(Answer answer) {
        return answer.ask() instanceof Ask.Change ? answer.who() + " " + answer.ask() : answer.toString();
    }
}
