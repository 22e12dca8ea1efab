package io.sessionfold.tests.load;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.List;
import java.util.Optional;

/** Nobody is told "not found", "gone" or "never" of what was there (INV-41). */
final class AbsenceCheck implements Check {

    private static final String ABSENT = "session_not_found";

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        Presence presence = new Presence(log, answers);
        for (Answer answer : answers) {
            String sessionKey = answer.ask().sessionKey();
            if (sessionKey != null) {
                check(new SessionKey(answer.who().tenantId(), sessionKey), answer, log, presence, violations);
            }
        }
    }

    private static void check(SessionKey key, Answer answer, FoldedLog log, Presence presence, Violations violations) {
        boolean mayBeGone = presence.mayBeGone(key, answer);
        if (answer.status() == Answer.NOT_FOUND && answer.code().equals(ABSENT)) {
            violations.addIf(
                    presence.isThere(key, answer) || (isThereAtItsToken(log, key, answer) && !mayBeGone),
                    Kind.WRONGLY_ABSENT,
                    answer.toString());
        }
        violations.addIf(
                answer.status() == Answer.GONE && !mayBeGone,
                Kind.WRONGLY_ABSENT,
                "Expected nobody to have deleted it yet, but " + answer);
        violations.addIf(
                answer.status() == Answer.NEVER_REACHED && minOffset(answer) <= log.last(key),
                Kind.WRONGLY_NEVER,
                "Expected offset " + minOffset(answer) + " to be in the log, and it is, but " + answer);
    }

    private static boolean isThereAtItsToken(FoldedLog log, SessionKey key, Answer answer) {
        return log.upTo(key, minOffset(answer))
                .map(Decided::row)
                .filter(Optional::isPresent)
                .isPresent();
    }

    private static long minOffset(Answer answer) {
        return answer.ask() instanceof Ask.Row row ? row.minOffset() : Answer.NOWHERE;
    }
}
