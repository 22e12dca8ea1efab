package io.sessionfold.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.store.NativeMemory;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Every store of the topology keeps to the same native memory, however many there are. */
final class SharedMemoryTest {

    private static final int SESSIONS = 200;
    private static final int NAME_BYTES = 1_000;
    private static final long NOW = Day.FIRST.startMs();

    @Test
    void everyStoreOnDiskHasTheSameBlockCache() {
        try (TopologyHarness harness = new TopologyHarness(new MovedClock(NOW), 1, false)) {
            Map<String, Long> capacities = measured(harness, "block-cache-capacity");
            assertThat(capacities)
                    .as("the capacity of the block cache of each store")
                    .containsKeys(
                            StoreNames.SESSIONS,
                            StoreNames.SESSIONS_INDEX,
                            StoreNames.PARKED_EVENTS,
                            StoreNames.DEPLOYMENTS,
                            StoreNames.APPLICATIONS);
            assertThat(capacities.values()).containsOnly(NativeMemory.budgetBytes());
        }
    }

    @Test
    void whatOneStoreHasNotOnDiskYetCountsInTheCacheOfAnother() {
        try (TopologyHarness harness = new TopologyHarness(new MovedClock(NOW), 1, false)) {
            create(harness);
            long unwritten = measured(harness, "size-all-mem-tables", StoreNames.SESSIONS);
            assertThat(unwritten).as("the sessions in memory").isGreaterThan((long) SESSIONS * NAME_BYTES);
            // Not by how much it grew: RocksDB lends itself more than it needs, also what other stores gave back.
            assertThat(measured(harness, "block-cache-usage", StoreNames.PARKED_EVENTS))
                    .as("seen by a store of which nothing was written")
                    .isGreaterThanOrEqualTo(unwritten / 2);
        }
    }

    private static long measured(TopologyHarness harness, String metric, String store) {
        return Objects.requireNonNull(measured(harness, metric).get(store), store);
    }

    private static void create(TopologyHarness harness) {
        RecordWriter<LifecycleEvent> events =
                new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, harness.registry(), true);
        for (int number = 0; number < SESSIONS; number++) {
            String key = "s-" + number;
            LifecycleEvent event = LifecycleEvent.newBuilder()
                    .setEventId("e-" + number)
                    .setTenantId("acme")
                    .setSessionKey(key)
                    .setProducerId("gateway-1")
                    .setEventTime(Instant.ofEpochMilli(NOW))
                    .setSource(EventSource.GATEWAY)
                    .setPayload(SessionCreated.newBuilder()
                            .setSessionId("i-1")
                            .setOwnerUserId("ada")
                            .setCreatedByUserId("ada")
                            .setName("n".repeat(NAME_BYTES))
                            .setKind("chat")
                            .setConcurrency(Concurrency.PARALLEL)
                            .setMemberPolicy(MemberPolicy.STRICT)
                            .build())
                    .build();
            harness.pipe(
                    ("acme/" + key).getBytes(StandardCharsets.UTF_8), events.write(event), new RecordHeaders(), NOW);
        }
    }

    /** What Streams measures of the RocksDB of each store. */
    private static Map<String, Long> measured(TopologyHarness harness, String metric) {
        Map<String, Long> measured = new TreeMap<>();
        harness.driver().metrics().forEach((name, value) -> {
            String store = name.tags().get("rocksdb-state-id");
            if (name.name().equals(metric) && store != null) {
                measured.put(store, ((Number) value.metricValue()).longValue());
            }
        });
        return measured;
    }
}
