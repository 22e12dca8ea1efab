package io.sessionfold.tests.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.SessionDeleted;
import io.sessionfold.engine.session.Fold;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.wire.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What says nothing of the event goes up, and sets no session apart. */
final class NoPoisonTest {

    private static final long NOW_MS = Day.FIRST.startMs();

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                () -> new TimeoutException("a broker is slow"),
                () -> new InvalidStateStoreException("the task moves away"),
                () -> new UncheckedIOException(new IOException("the disk is full")),
                () -> new IllegalStateException("wrapped", new TimeoutException("a broker is slow")),
                () -> new StackOverflowError("an Error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("INV-47: an Error, a time-out and Kafka's own exceptions are no poison: they go up")
    void whatIsNoPoisonGoesUp(Supplier<Throwable> failure) {
        FoldVersions folds = FoldVersions.of(new Failing(failure));
        try (TopologyHarness harness = new TopologyHarness(folds, new MovedClock(NOW_MS), 1, false)) {
            byte[] event = new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, harness.registry(), true)
                    .write(LifecycleEvent.newBuilder()
                            .setEventId("e-1")
                            .setTenantId("acme")
                            .setSessionKey("s-1")
                            .setProducerId("gw-1")
                            .setEventTime(Instant.ofEpochMilli(NOW_MS))
                            .setSource(EventSource.GATEWAY)
                            .setPayload(new SessionDeleted(null))
                            .build());
            assertThatThrownBy(() -> harness.pipe(
                            "acme/s-1".getBytes(StandardCharsets.UTF_8), event, new RecordHeaders(), NOW_MS))
                    .isNotNull();
            assertThat(harness.read(Topics.EVENTS)).isEmpty();
        }
    }

    private record Failing(Supplier<Throwable> failure) implements Fold {

        @Override
        public int version() {
            return FoldVersions.FIRST;
        }

        @Override
        public FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event) {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }
}
