package io.sessionfold.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.RunOutcome;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.EngineVerification;
import io.sessionfold.engine.app.EngineVerification.Question;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.faults.ChatTraffic;
import io.sessionfold.tests.faults.CommittedRecords;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.LiveStates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The only broker ends while the engine folds and runs are under way, and comes back. */
final class LeavingBrokerTest {

    private static final int SESSIONS = 300;
    private static final String ACROSS = "s-across";

    @TempDir
    Path folder;

    /** How a broker ends. */
    enum End {
        SIGTERM {
            @Override
            void of(ContainerBroker broker) {
                broker.stop();
            }
        },
        SIGKILL {
            @Override
            void of(ContainerBroker broker) {
                broker.kill();
            }
        };

        abstract void of(ContainerBroker broker);
    }

    @BeforeEach
    void needsDocker() {
        Docker.absence().ifPresent(Assumptions::abort);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    @DisplayName("INV-13, INV-44: a broker that ends in mid-run and comes back costs no outcome and doubles none")
    void aBrokerThatComesBackFindsTheEngineGoingOn(End end) throws Exception {
        ContainerStack stack = ContainerStack.start(folder);
        try (EngineCluster cluster = EngineCluster.on(stack, folder)) {
            ChatTraffic traffic = new ChatTraffic(cluster);
            Engine engine = cluster.startEngine("one", Map.of("commit.interval.ms", "50"));
            traffic.write(0, SESSIONS / 2);
            write(traffic, 0, 3);
            cluster.flush();
            EngineCounts.await(List.of(engine), counts -> counts.get(Count.READ) > 0);

            end.of(stack.broker());
            // A producer whose broker is gone waits in its send.
            CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> {
                write(traffic, 3, ChatTraffic.EVENTS);
                traffic.write(SESSIONS / 2, SESSIONS);
            });
            stack.broker().startAgain();
            meanwhile.join();
            cluster.flush();

            long expected = (SESSIONS + 1L) * ChatTraffic.EVENTS;
            ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) >= expected);
            assertThat(engine.streams().state()).isEqualTo(KafkaStreams.State.RUNNING);
            assertThat(counts.missing()).as("records not accounted for").isZero();
            assertThat(counts.get(Count.APPLIED)).isEqualTo(expected);
            assertThatEachRunHasOneOutcome(cluster);
            assertThat(LiveStates.held(List.of(engine))).isEqualTo(LiveStates.replayed(cluster));
            assertThat(new EngineVerification(cluster.settings("auditor", Map.of()))
                            .run(Question.EVERYTHING)
                            .findings())
                    .isEmpty();
        }
    }

    private static void write(ChatTraffic traffic, int firstStep, int endStep) {
        for (int step = firstStep; step < endStep; step++) {
            traffic.write(ACROSS, step);
        }
    }

    private static void assertThatEachRunHasOneOutcome(EngineCluster cluster) {
        try (CommittedRecords<RunOutcome> outcomes =
                new CommittedRecords<>(cluster, Topics.RUN_OUTCOMES, RunOutcome.class)) {
            assertThat(outcomes.until(seen -> seen.size() >= SESSIONS + 1))
                    .extracting(RunOutcome::getSessionKey)
                    .hasSize(SESSIONS + 1)
                    .doesNotHaveDuplicates();
        }
    }
}
