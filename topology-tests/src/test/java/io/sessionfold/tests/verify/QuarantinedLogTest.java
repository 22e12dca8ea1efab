package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.tests.driver.PoisonedFold;
import io.sessionfold.tests.dsl.Words;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Logs of an engine whose fold had a bug, verified by one whose fold has none. */
final class QuarantinedLogTest {

    @Test
    @DisplayName("INV-47: what a quarantine led to, before and after its release, follows from the log")
    void aQuarantineFollowsFromTheLog() {
        try (RecordedEngine engine = new RecordedEngine(PoisonedFold.versions())) {
            engine.write("s-1", session("s-1"));
            engine.write("s-1", runAccepted("r-1"));
            engine.write("s-1", "poison-1-a", runStarted("r-1"));
            engine.write("s-1", runEnded("r-1").yielding());
            engine.write("s-2", session("s-2"));
            HonestTraffic.turn(engine, "s-2", "r-2");
            assertThat(Verified.everything(engine.logs(), engine.schemas()).findings())
                    .as("while its events are parked")
                    .isEmpty();

            Position all = new Position(Topics.EVENTS, 0, Long.MAX_VALUE);
            engine.write("s-1", Words.event("quarantineReleased()", new QuarantineReleased(all, List.of())));
            engine.write("s-1", runEnded("r-1"));
            assertThat(Verified.everything(engine.logs(), engine.schemas()).findings())
                    .as("when they were released")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("INV-47: a quarantine that was taken out of the log is missed")
    void aRemovedQuarantineIsMissed() {
        try (RecordedEngine engine = new RecordedEngine(PoisonedFold.versions())) {
            engine.write("s-1", session("s-1"));
            engine.write("s-1", "poison-1-a", runAccepted("r-1"));
            MemoryLogs logs = engine.logs();
            List<ConsumerRecord<byte[], byte[]>> events = logs.list(new TopicPartition(Topics.EVENTS, 0));
            assertThat(events).as("the engine wrote one more").hasSize(3);
            events.remove(2);

            assertThat(Verified.everything(logs, engine.schemas()).counts())
                    .containsKey(Kind.RECORD_CHANGED)
                    .containsKey(Kind.STATE_DIFFERS);
        }
    }
}
