package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.RejectionReason;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.Outputs;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.live.LiveDriver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random histories on the live engine, with a cache in front of the session store and without. */
final class LiveHistoryTest {

    private static final long FIRST_SEED = Long.getLong("sessionfold.seed", 1);
    private static final int HISTORIES = Integer.getInteger("sessionfold.live.histories", 12);

    /** Transactions take offsets of their own, so positions differ between two runs. */
    private static final Position ANYWHERE = new Position("anywhere", 0, 0L);

    private static final ByteBuffer NO_DIGEST = ByteBuffer.allocate(0);

    @Test
    @DisplayName("INV-4: what goes out is the same with a cache in front of the session store and without")
    void theCacheChangesNothingThatGoesOut() {
        List<Outputs> cached = play(LiveDriver.onMovedTime());
        List<Outputs> uncached = play(LiveDriver.withoutCache());
        for (int i = 0; i < HISTORIES; i++) {
            same("run-outcomes", i, cached.get(i).outcomes(), uncached.get(i).outcomes());
            same(
                    "session-commands",
                    i,
                    cached.get(i).commands(),
                    uncached.get(i).commands());
            same(
                    "rejected-events",
                    i,
                    cached.get(i).rejections(),
                    uncached.get(i).rejections());
            same("sessions-changed", i, cached.get(i).rows(), uncached.get(i).rows());
        }
    }

    private static void same(String topic, int history, List<?> cached, List<?> uncached) {
        int at = 0;
        while (at < Math.min(cached.size(), uncached.size()) && cached.get(at).equals(uncached.get(at))) {
            at++;
        }
        assertThat(at < cached.size() ? cached.get(at) : "nothing more")
                .as("record %d of %s, seed %d", at, topic, FIRST_SEED + history)
                .isEqualTo(at < uncached.size() ? uncached.get(at) : "nothing more");
    }

    private static List<Outputs> play(LiveDriver live) {
        try (live) {
            List<Outputs> outputs = new ArrayList<>();
            for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
                outputs.add(play(HistoryGenerator.inOrderOfTime(seed), live));
            }
            return outputs;
        }
    }

    private static Outputs play(History history, Driver driver) {
        List<Outputs> seen = new ArrayList<>();
        try {
            history.play(driver, recording -> {
                HistoryLaws.ALL.check(recording);
                seen.add(anywhere(recording));
            });
        } catch (AssertionError broken) {
            // Not made smaller: each try would take a broker.
            throw new AssertionError(
                    "Expected every law to hold on " + driver.name() + ", but with seed " + history.seed()
                            + "L one does not: " + broken.getMessage() + "\n\nIt does not hold for:\n"
                            + history.asScenario(),
                    broken);
        }
        return seen.get(0);
    }

    /**
     * In the order of the sessions, since there is none between partitions, and without positions. Whether the timer looks
     * before or after the event that moves a deadline is a matter of the machine: a lapse that comes too late is refused, and
     * with it go the digests behind it, which the laws hold against the log by themselves.
     */
    private static Outputs anywhere(Recording recording) {
        Outputs all = Outputs.empty();
        recording.sessions().keySet().forEach(key -> {
            Outputs seen = recording.outputs().of(key.tenantId(), key.sessionKey());
            all.outcomes().addAll(seen.outcomes());
            all.commands().addAll(seen.commands());
            seen.rows()
                    .forEach(row -> all.rows()
                            .add(SessionRow.newBuilder(row)
                                    .setPosition(ANYWHERE)
                                    .setHistoryDigest(NO_DIGEST)
                                    .build()));
            seen.rejections().stream()
                    .filter(refused -> refused.getReason() != RejectionReason.LATE_TIMER)
                    .forEach(refused -> all.rejections()
                            .add(RejectedEvent.newBuilder(refused)
                                    .setPosition(ANYWHERE)
                                    .setDetail("")
                                    .build()));
        });
        return all;
    }
}
