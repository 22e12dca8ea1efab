package io.sessionfold.tests.invariants;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.contract.RunOutcomeStatus;
import io.sessionfold.engine.codec.GuardCodec;
import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.driver.StoredSession;
import io.sessionfold.tests.dsl.Performance;
import io.sessionfold.tests.junit.ScenarioTest;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;

/** A session that goes on for ever is not larger than one that has just begun to forget. */
final class TenThousandRunsTest {

    private static final int RUNS = 10_000;

    /** By then everything that is bounded by a number is full. */
    private static final int FULL_AFTER = 1_000;

    /** How many runs are open at a time. */
    private static final int OPEN = 4;

    /** What the counters of a state may grow by: a byte more each, now and then. */
    private static final int COUNTERS_BYTES = 64;

    @ScenarioTest(on = DriverKind.PURE)
    @DisplayName(
            "INV-22: after ten thousand runs a session is as small as after one thousand, and each had its outcome")
    void tenThousandRunsLeaveNoMoreBehindThanOneThousand(Driver driver) {
        try (Stage stage = driver.begin()) {
            Performance chat = new Performance(stage);
            session("s-1").happenIn(chat);
            run(chat, 0, FULL_AFTER);
            int full = size(chat.recording());
            run(chat, FULL_AFTER, RUNS);
            end(chat, RUNS - OPEN, RUNS);

            Recording all = chat.recording();
            assertThat(size(all)).isLessThanOrEqualTo(full + COUNTERS_BYTES);
            StoredSession stored = only(all);
            assertThat(stored.session().runs().open()).isEmpty();
            assertThat(stored.session().runs().admitted()).isEqualTo(RUNS);
            assertThat(stored.guards().byKey()).hasSize(RetryGuards.CAPACITY);
            assertThat(all.outputs().outcomes())
                    .hasSize(RUNS)
                    .allSatisfy(outcome -> assertThat(outcome.getStatus()).isEqualTo(RunOutcomeStatus.DONE))
                    .extracting(RunOutcome::getRunId)
                    .doesNotHaveDuplicates();
            assertThat(all.outputs().rejections()).isEmpty();
            Replay.mustAgree(all);
        }
    }

    /** Each run is accepted and starts; a few later it ends. */
    private static void run(Performance chat, int first, int end) {
        for (int run = first; run < end; run++) {
            runAccepted(name(run)).happenIn(chat);
            runStarted(name(run)).happenIn(chat);
            end(chat, run - OPEN, run - OPEN + 1);
        }
    }

    private static void end(Performance chat, int first, int end) {
        for (int run = Math.max(0, first); run < end; run++) {
            runEnded(name(run)).happenIn(chat);
        }
    }

    private static int size(Recording recording) {
        StoredSession stored = only(recording);
        return new SessionCodec().encode(stored.session()).length + new GuardCodec().encode(stored.guards()).length;
    }

    private static StoredSession only(Recording recording) {
        assertThat(recording.sessions()).hasSize(1);
        return recording.sessions().values().iterator().next();
    }

    private static String name(int run) {
        return String.format(Locale.ROOT, "r-%05d", run);
    }
}
