package io.sessionfold.tests.applications;

import io.sessionfold.contract.ApplicationRow;
import io.sessionfold.contract.DeadLetter;
import io.sessionfold.contract.RejectedEvent;
import io.sessionfold.contract.SessionCommand;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, told of applications. */
final class ApplicationStage implements AutoCloseable {

    static final long NOW_MS = Day.FIRST.startMs();

    private final TopologyHarness harness;
    private final ApplicationEvents events;
    private final TestInputTopic<byte[], byte[]> topic;

    /** A topology that believes in so many partitions, and is on the first of them. */
    ApplicationStage(int partitions) {
        harness = new TopologyHarness(new MovedClock(NOW_MS), partitions, false);
        events = new ApplicationEvents(harness.registry());
        topic = harness.driver()
                .createInputTopic(Topics.APPLICATION_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void tell(String eventId, String applicationId, Object payload) {
        pipe(ApplicationEvents.key(applicationId), events.framed(eventId, applicationId, payload));
    }

    void pipe(byte @Nullable [] key, byte @Nullable [] value) {
        topic.pipeInput(new TestRecord<>(key, value, new RecordHeaders(), Instant.ofEpochMilli(NOW_MS)));
    }

    ApplicationEvents events() {
        return events;
    }

    TopologyHarness harness() {
        return harness;
    }

    /** The rows published since the last look. */
    List<ApplicationRow> rows() {
        return read(Topics.APPLICATIONS_CHANGED, ApplicationRow.class);
    }

    List<SessionCommand> commands() {
        return read(Topics.SESSION_COMMANDS, SessionCommand.class);
    }

    List<RejectedEvent> rejections() {
        return read(Topics.REJECTED_EVENTS, RejectedEvent.class);
    }

    List<DeadLetter> deadLetters() {
        return read(Topics.DEAD_LETTERS, DeadLetter.class);
    }

    /** What became of every record of the partition. */
    ProgressCounts counts() {
        KeyValueStore<Bytes, byte[]> store = harness.driver().getKeyValueStore(StoreNames.APPLICATION_PROGRESS);
        return ProgressCounts.of(store.get(Bytes.wrap("0".getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void close() {
        harness.close();
    }

    private <T extends SpecificRecord> List<T> read(String from, Class<T> type) {
        RecordReader<T> reader = new RecordReader<>(type, harness.schemas());
        return harness.read(from).stream()
                .map(record -> value(reader.read(from, 0, 0, record.value())))
                .toList();
    }

    private static <T extends SpecificRecord> T value(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Value<T> read) {
            return read.value();
        }
        throw new AssertionError("Expected an output to be readable, but it was " + decoded);
    }
}
