package io.sessionfold.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.session.Decision;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProgressCountsTest {

    @Test
    @DisplayName("INV-46: every record read is accounted for, or the sum says how many are not")
    void whatIsReadIsAccountedFor() {
        ProgressCounts counts = new ProgressCounts();
        counts.add(Count.READ, 6);
        counts.add(new Decision.Applied("e-1"));
        counts.add(new Decision.Refused("e-2", RejectionReason.DUPLICATE));
        counts.add(Count.HELD, 1);
        counts.add(Count.DEAD_LETTERED, 1);
        counts.add(Count.REROUTED, 1);

        assertThat(counts.missing()).isEqualTo(1);
        counts.add(Count.PARKED, 1);
        assertThat(counts.missing()).isZero();
    }

    @Test
    void countsAreTheSameAfterBeingStored() {
        ProgressCounts counts = new ProgressCounts();
        int value = 1;
        for (Count count : Count.values()) {
            counts.set(count, value++);
        }
        counts.add(new Decision.Refused("e-1", RejectionReason.UNSUPPORTED));

        ProgressCounts read = ProgressCounts.of(counts.toBytes());

        for (Count count : Count.values()) {
            assertThat(read.get(count)).as(count.name()).isEqualTo(counts.get(count));
        }
        assertThat(read.get(RejectionReason.UNSUPPORTED)).isEqualTo(1);
        assertThat(read.refused()).isEqualTo(1);
    }

    @Test
    void aFormatThatIsNotKnownIsAnErrorAndNotANumber() {
        byte[] bytes = new ProgressCounts().toBytes();
        bytes[0] = 9;

        assertThatThrownBy(() -> ProgressCounts.of(bytes)).hasMessageContaining("in format 9");
    }

    @Test
    void whatAnOlderVersionWroteIsReadAndWhatANewerOneWroteIsAnError() {
        ProgressCounts counts = new ProgressCounts();
        counts.set(Count.READ, 7);
        counts.add(new Decision.Refused("e-1", RejectionReason.DUPLICATE));
        byte[] now = counts.toBytes();

        ByteBuffer older = ByteBuffer.allocate(3 + 2 * Long.BYTES);
        older.put(now[0]).put((byte) 1).put((byte) 1).putLong(7).putLong(1);
        ProgressCounts read = ProgressCounts.of(older.array());
        assertThat(read.get(Count.READ)).isEqualTo(7);
        assertThat(read.get(Count.APPLIED)).isZero();
        assertThat(read.get(RejectionReason.DUPLICATE)).isEqualTo(1);

        now[1]++;
        assertThatThrownBy(() -> ProgressCounts.of(now)).hasMessageContaining("newer version");
    }
}
