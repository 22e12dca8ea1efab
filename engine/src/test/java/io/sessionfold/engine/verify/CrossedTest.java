package io.sessionfold.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Crossing.Arrived;
import io.sessionfold.engine.verify.Crossing.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Partition 0 is begun from a checkpoint, partition 1 from its first record. */
final class CrossedTest {

    /** The checkpoint, on both partitions: folded up to 10, and the inputs ended at 20 when it was taken. */
    private static final List<CheckpointPlace> PLACES = List.of(place(0), place(1));

    private static final Crossed CROSSED = new Crossed(partition -> partition == 0 ? PLACES : List.of(), 2);

    private static final String OF_BEGUN = key(0);
    private static final String OF_WHOLE = key(1);

    @Test
    void aLetterSaysFromWhichEventItCame() {
        assertThat(CROSSED.saysItIsFromBefore(letter(new Position(Topics.EVENTS, 0, 9))))
                .isTrue();
        assertThat(CROSSED.saysItIsFromBefore(letter(new Position(Topics.EVENTS, 0, 10))))
                .isFalse();
        assertThat(CROSSED.saysItIsFromBefore(letter(new Position(Topics.EVENTS, 1, 9))))
                .isFalse();
        assertThat(CROSSED.saysItIsFromBefore(letter(new Position(Topics.EVENTS, 7, 9))))
                .isFalse();
        assertThat(CROSSED.saysItIsFromBefore(letter(new Position(Topics.WORKER_EVENTS, 0, 9))))
                .isFalse();
        assertThat(CROSSED.saysItIsFromBefore(letter(null))).isFalse();
    }

    @Test
    void aReroutedRecordNamesItsOrigin() {
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.events-0@9"))).isTrue();
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.events-0@10"))).isFalse();
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.events-1@9"))).isFalse();
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.worker-events-0@9")))
                .isFalse();
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.events-0@-9"))).isFalse();
        assertThat(CROSSED.isNamedFromBefore(named("sessionfold.events-0@99999999999999999999")))
                .isFalse();
        assertThat(CROSSED.isNamedFromBefore(named("from elsewhere"))).isFalse();
    }

    @Test
    void aRegistrationThatStoodThereWhenTheCheckpointWasTakenMayBeOfAnEventBefore() {
        assertThat(CROSSED.mayBeFromBefore(registration(OF_BEGUN, 19))).isTrue();
        assertThat(CROSSED.mayBeFromBefore(registration(OF_BEGUN, 20))).isFalse();
        assertThat(CROSSED.mayBeFromBefore(registration(OF_WHOLE, 19))).isFalse();
        assertThat(CROSSED.mayBeFromBefore(registration(null, 19))).isFalse();
    }

    @Test
    void aFailureWhoseCauseStoodThereThenMayHaveArrivedBefore() {
        assertThat(CROSSED.mayHaveArrivedBefore(failure(OF_BEGUN, 19))).isTrue();
        assertThat(CROSSED.mayHaveArrivedBefore(failure(OF_BEGUN, 20))).isFalse();
        assertThat(CROSSED.mayHaveArrivedBefore(failure(OF_WHOLE, 19))).isFalse();
    }

    private static CheckpointPlace place(int partition) {
        return new CheckpointPlace(
                new TopicPartition(Topics.EVENTS, partition),
                10,
                FoldVersions.FIRST,
                new ProgressCounts(),
                List.of(
                        new OutputCursor(Topics.EVENTS, Topics.EVENTS, 20),
                        new OutputCursor(Topics.WORKER_EVENTS, Topics.WORKER_EVENTS, 20)));
    }

    private static String key(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "acme/s-" + number)
                .filter(key -> BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 2) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static Arrived letter(@Nullable Position cause) {
        return arrived("letter", "acme/s-1", cause, new Position(Topics.DEAD_LETTERS, 1, 3));
    }

    private static Arrived named(String name) {
        return arrived(name, "acme/s-1", null, new Position(Topics.EVENTS, 1, 30));
    }

    private static Arrived registration(@Nullable String recordKey, long offset) {
        return arrived("registration", recordKey, null, new Position(Topics.WORKER_EVENTS, 1, offset));
    }

    private static Arrived arrived(String name, @Nullable String recordKey, @Nullable Position cause, Position at) {
        return new Arrived(name, recordKey, 0, cause, at, 0, true);
    }

    private static Sent failure(String recordKey, long offset) {
        return new Sent(
                "failure",
                recordKey,
                0,
                new Position(Topics.WORKER_EVENTS, 1, offset),
                0,
                0,
                true,
                Kind.RECORD_MISSING);
    }
}
