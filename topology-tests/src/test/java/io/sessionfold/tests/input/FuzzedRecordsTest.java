package io.sessionfold.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.DeadLetterCode;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.MovedClock;
import io.sessionfold.tests.driver.TopologyHarness;
import io.sessionfold.tests.wire.ContractReaders;
import io.sessionfold.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Records that somebody made to do harm, on the topology without a broker. {@code -Dsessionfold.fuzz=N} tries N of them,
 * {@code -Dsessionfold.seed=N} others.
 */
final class FuzzedRecordsTest {

    private static final long SEED = Long.getLong("sessionfold.seed", 1);
    private static final int RECORDS = Integer.getInteger("sessionfold.fuzz", 5_000);
    private static final long NOW_MS = Day.FIRST.startMs();
    private static final int MUTATIONS_MAX = 4;

    private final TopologyHarness harness = new TopologyHarness(new MovedClock(NOW_MS), 1, false);
    private final BadRecords records = new BadRecords(harness.registry(), "acme");
    private final Random random = new Random(SEED);

    @AfterEach
    void closeTheHarness() {
        harness.close();
    }

    @Test
    @DisplayName(
            "INV-37, INV-46, INV-47: whatever is done to the bytes of a key or of an event, it is an event, a dead letter or a rejection, and the stream goes on")
    void whateverIsDoneToTheBytesTheStreamGoesOn() {
        for (int number = 0; number < RECORDS; number++) {
            byte[] key = random.nextInt(4) == 0 ? mutated(bytes("acme/s-1")) : bytes("acme/s-1");
            byte[] event = random.nextBoolean() ? records.eventOf("s-1") : records.creationOf("s-1");
            byte[] value = random.nextInt(50) == 0 ? noise() : mutated(event);
            String what = "record " + number + " of seed " + SEED;
            try {
                harness.pipe(key, value, new RecordHeaders(), NOW_MS);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError(what + " stopped the stream", failure);
            }
        }
        assertThat(counts().get(Count.READ)).as("seed " + SEED).isGreaterThanOrEqualTo(RECORDS);
        assertThat(counts().missing()).as("seed " + SEED).isZero();
        assertThat(counts().get(Count.QUARANTINED)).as("seed " + SEED).isZero();
        assertThat(counts().get(Count.DEAD_LETTERED)).as("seed " + SEED).isPositive();
        theStreamGoesOn();
    }

    @Test
    @DisplayName("INV-46: a length of two gigabytes in a record of twenty bytes is a dead letter and takes no memory")
    void aLengthThatNobodySentTakesNoMemory() {
        byte[] event = records.eventOf("s-1");
        int schemaId = WireFormat.schemaId(event).orElseThrow();
        // Zigzag of 2^31 - 9, which an array could just have, and of what no array can have.
        for (byte[] length : List.of(
                new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
                new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
                new byte[] {
                    (byte) 0xfe,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    (byte) 0xff,
                    0x01
                },
                new byte[] {0x01})) {
            harness.pipe(bytes("acme/s-1"), WireFormat.frame(schemaId, length), new RecordHeaders(), NOW_MS);
            assertThat(deadLetter()).as(Arrays.toString(length)).isEqualTo(DeadLetterCode.UNDECODABLE);
        }
        theStreamGoesOn();
    }

    private DeadLetterCode deadLetter() {
        List<TestRecord<byte[], byte[]>> letters = harness.read(Topics.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        return new ContractReaders(harness.schemas())
                .deadLetter(letters.get(0).value())
                .getCode();
    }

    private void theStreamGoesOn() {
        long applied = counts().get(Count.APPLIED);
        harness.pipe(bytes("acme/s-9"), records.creationOf("s-9"), new RecordHeaders(), NOW_MS);
        assertThat(counts().get(Count.APPLIED)).isEqualTo(applied + 1);
    }

    private ProgressCounts counts() {
        byte[] counts = harness.driver()
                .<Bytes, byte[]>getKeyValueStore(StoreNames.PROGRESS)
                .get(Bytes.wrap(bytes("0")));
        return counts == null ? new ProgressCounts() : ProgressCounts.of(counts);
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] mutated(byte[] whole) {
        byte[] bytes = whole;
        for (int left = 1 + random.nextInt(MUTATIONS_MAX); left > 0; left--) {
            bytes = mutatedOnce(bytes);
        }
        return bytes;
    }

    private byte[] mutatedOnce(byte[] whole) {
        if (whole.length == 0) {
            return noise();
        }
        int at = random.nextInt(whole.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(whole, at);
            case 1 -> spliced(whole, at, at, noise());
            case 2 -> spliced(whole, at, Math.min(whole.length, at + random.nextInt(20)), new byte[0]);
            case 3 -> spliced(whole, at, at, Arrays.copyOfRange(whole, at, whole.length));
            default -> {
                byte[] changed = whole.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }

    private static byte[] spliced(byte[] whole, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, from);
        out.writeBytes(between);
        out.write(whole, to, whole.length - to);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
