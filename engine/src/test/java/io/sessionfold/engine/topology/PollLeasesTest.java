package io.sessionfold.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PollLeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(4);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong wallMs = new AtomicLong();
    private final PollLeases leases = new PollLeases(nanos::get, () -> Instant.ofEpochMilli(wallMs.get()), LEASE);

    @BeforeEach
    void open() {
        leases.opened(0);
    }

    @Test
    @DisplayName("INV-41: a task that runs holds its lease, one that was never here does not")
    void aTaskThatRunsHoldsItsLease() {
        pass(LEASE);

        assertThat(leases.isHeld(0)).isTrue();
        assertThat(leases.isHeld(1)).isFalse();
    }

    @Test
    @DisplayName("INV-41: a gap longer than the lease breaks it, by either clock")
    void aGapBreaksTheLease() {
        nanos.addAndGet(LEASE.toNanos() + 1);
        assertThat(leases.isHeld(0)).as("paused").isFalse();

        leases.opened(0);
        wallMs.addAndGet(LEASE.toMillis() + 1);
        assertThat(leases.isHeld(0)).as("suspended with the machine").isFalse();
    }

    @Test
    @DisplayName("INV-41: a broken lease counts again only after a lease's time without a gap")
    void aBrokenLeaseCountsAgainOnlyLater() {
        pass(LEASE.plusMillis(1));
        leases.ran(0);
        assertThat(leases.isHeld(0)).as("just back").isFalse();

        pass(LEASE.dividedBy(2));
        leases.ran(0);
        assertThat(leases.isHeld(0)).as("back for half a lease").isFalse();

        pass(LEASE.dividedBy(2));
        leases.ran(0);
        assertThat(leases.isHeld(0)).as("back for a lease").isTrue();
    }

    @Test
    void aWallClockThatStepsBackBreaksNothing() {
        wallMs.addAndGet(-60_000);
        nanos.addAndGet(LEASE.toNanos());

        assertThat(leases.isHeld(0)).isTrue();
    }

    @Test
    @DisplayName("INV-41: a task that left holds nothing, and one that comes back owes no time")
    void aTaskThatLeftHoldsNothing() {
        leases.closed(0);
        leases.ran(0);
        assertThat(leases.isHeld(0)).isFalse();

        leases.opened(0);
        assertThat(leases.isHeld(0)).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wallMs.addAndGet(time.toMillis());
    }
}
