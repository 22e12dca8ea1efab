package io.sessionfold.tests.load;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader who asks with a token gets at least what the token stands for, and no version below one that it has seen
 * (INV-2). The answers of a client come in the order in which it asked.
 */
final class FreshnessCheck implements Check {

    private int wentBackUnasked;

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        Map<String, Long> seen = new HashMap<>();
        for (Answer answer : answers) {
            if (answer.ask() instanceof Ask.Row row && answer.status() == Answer.OK) {
                String reader = answer.who().client() + "/" + row.sessionKey();
                long version = answer.json().path("stateVersion").asLong();
                long before = seen.getOrDefault(reader, 0L);
                if (row.minOffset() == Answer.NOWHERE) {
                    wentBackUnasked += version < before && answer.isFresh() ? 1 : 0;
                } else {
                    violations.addIf(
                            version < before,
                            Kind.TOO_OLD,
                            "Expected version " + before + " at least, because it was seen before, but " + answer);
                    checkToken(log, row, answer, violations);
                }
                seen.merge(reader, version, Math::max);
            }
        }
    }

    /**
     * How many answers to readers without a token were older than what that reader had seen, and did not say that they may
     * be stale: what the reader had seen was folded, and not committed when its owner was killed.
     */
    int wentBackUnasked() {
        return wentBackUnasked;
    }

    private static void checkToken(FoldedLog log, Ask.Row row, Answer answer, Violations violations) {
        long offset = RowCheck.offset(answer.json());
        SessionKey key = new SessionKey(answer.who().tenantId(), row.sessionKey());
        violations.addIf(
                log.upTo(key, row.minOffset())
                        .filter(wanted -> wanted.position().offset() > offset)
                        .isPresent(),
                Kind.TOO_OLD,
                "Expected the row at offset " + row.minOffset() + " or behind, but " + answer);
    }
}
