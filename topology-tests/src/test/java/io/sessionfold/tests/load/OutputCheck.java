package io.sessionfold.tests.load;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The output topics hold what the log's fold lets out: each record once, those of a key in order (INV-13, INV-44). */
final class OutputCheck {

    private OutputCheck() {}

    /** Compares what the topics hold of one tenant with its log. */
    static void check(List<LogEntry> log, Outputs published, Violations violations) {
        Outputs expected = Replay.of(log).outputs();
        Set<SessionKey> keys = new HashSet<>();
        log.forEach(entry -> keys.add(entry.event().envelope().key()));
        for (SessionKey key : keys) {
            Outputs of = expected.of(key.tenantId(), key.sessionKey());
            Outputs found = published.of(key.tenantId(), key.sessionKey());
            same("sessions-changed", key, of.rows(), found.rows(), violations);
            same("tombstones", key, of.removals(), found.removals(), violations);
            same("run-outcomes", key, of.outcomes(), found.outcomes(), violations);
            same("session-commands", key, of.commands(), found.commands(), violations);
            same("rejected-events", key, of.rejections(), found.rejections(), violations);
        }
        checkOutcomes(published.outcomes(), violations);
        violations.addIf(
                expected.rows().size() != published.rows().size(),
                Kind.WRONG_OUTPUT,
                "Expected %d rows in sessions-changed, but there are %d"
                        .formatted(expected.rows().size(), published.rows().size()));
    }

    private static void checkOutcomes(List<RunOutcome> outcomes, Violations violations) {
        Set<String> seen = new HashSet<>();
        for (RunOutcome outcome : outcomes) {
            violations.addIf(
                    !seen.add(outcome.getTenantId() + '/' + outcome.getSessionKey() + '/' + outcome.getRunId()),
                    Kind.DECIDED_TWICE,
                    "Expected one outcome of a run, but there is another: " + outcome);
        }
    }

    private static void same(String topic, SessionKey key, List<?> expected, List<?> found, Violations violations) {
        violations.addIf(
                !expected.equals(found),
                Kind.WRONG_OUTPUT,
                "Expected %s of %s to be %s, but it is %s".formatted(topic, key, expected, found));
    }
}
