package io.sessionfold.tests.scenarios;

import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T20: the sweep of a thousand stuck sessions, tick by tick: bounded, and fair between them. */
final class T20SweepTest {

    private static final int SESSIONS = 1_000;
    private static final int SESSIONS_PER_TICK = 100;
    private static final int RUNS_OF_THE_NOISY_ONE = 64;

    private final MovedClock clock = new MovedClock(Day.FIRST.startMs());
    private final TopologyHarness harness = new TopologyHarness(clock, 1, false, SESSIONS_PER_TICK);
    private final RecordWriter<LifecycleEvent> writer =
            new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, harness.registry(), true);
    private int written;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    @DisplayName("INV-32: a sweep is bounded, and a session with many deadlines makes nobody wait")
    void aSweepIsBoundedAndFair() {
        // Sorts before the others, so that an unfair sweep would finish it first.
        hang("noisy", RUNS_OF_THE_NOISY_ONE);
        Set<String> stuck = new TreeSet<>();
        for (int i = 0; i < SESSIONS; i++) {
            stuck.add("s-%04d".formatted(i));
        }
        stuck.forEach(name -> hang(name, 1));
        clock.moveTo(Day.FIRST.at("10:01"));
        assertThat(tick())
                .as("while records are being read the log's own time decides")
                .isEmpty();

        Set<String> swept = new TreeSet<>();
        int ticksForAll = SESSIONS / SESSIONS_PER_TICK + 1;
        for (int i = 0; i < ticksForAll; i++) {
            List<String> lapsed = tick();
            assertThat(new TreeSet<>(lapsed)).hasSizeBetween(1, SESSIONS_PER_TICK);
            assertThat(lapsed).filteredOn("noisy"::equals).hasSizeLessThan(RUNS_OF_THE_NOISY_ONE);
            swept.addAll(lapsed);
        }
        assertThat(swept).containsAll(stuck);
    }

    @Test
    @DisplayName("INV-34: a sweep ends: every lapse is written once, and then there is silence")
    void aSweepEnds() {
        hang("noisy", RUNS_OF_THE_NOISY_ONE);
        hang("s-1", 1);
        clock.moveTo(Day.FIRST.at("10:01"));
        List<String> lapsed = new ArrayList<>();
        for (int i = 0; i < RUNS_OF_THE_NOISY_ONE; i++) {
            lapsed.addAll(tick());
        }
        assertThat(lapsed).filteredOn("noisy"::equals).hasSize(RUNS_OF_THE_NOISY_ONE);
        assertThat(lapsed).hasSize(RUNS_OF_THE_NOISY_ONE + 1);
        assertThat(tick()).isEmpty();
    }

    /** The sessions whose lapses the next look of the timer writes. */
    private List<String> tick() {
        harness.driver().advanceWallClockTime(Duration.ofMillis(TopologyHarness.TICK_MS));
        return harness.read(Topics.EVENTS).stream()
                .map(lapse -> new String(lapse.key(), StandardCharsets.UTF_8))
                .map(key -> key.substring(key.indexOf('/') + 1))
                .toList();
    }

    /** A session with so many runs whose admission lapses after a minute. */
    private void hang(String session, int runs) {
        write(session, session(session).withAdmissionMs(60_000));
        IntStream.range(0, runs).forEach(i -> write(session, runAccepted("r-" + i)));
    }

    private void write(String session, Writing event) {
        SpecificRecord payload = event.event().payload().apply(Day.FIRST);
        LifecycleEvent record = LifecycleEvent.newBuilder()
                .setEventId("e-" + written++)
                .setTenantId("acme")
                .setSessionKey(session)
                .setProducerId("gw-1")
                .setEventTime(Instant.ofEpochMilli(clock.millis()))
                .setSource(EventSource.GATEWAY)
                .setPayload(payload)
                .build();
        byte[] key = ("acme/" + session).getBytes(StandardCharsets.UTF_8);
        harness.pipe(key, writer.write(record), new RecordHeaders(), clock.millis());
    }
}
