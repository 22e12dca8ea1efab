package io.sessionfold.tests.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.Utils;

/**
 * The file in which a stopped broker keeps a partition, rewritten by somebody who knows the format: the offsets stay, and the
 * checksums are right.
 */
final class SegmentFile {

    private static final String FIRST_SEGMENT = "00000000000000000000.log";
    private static final int ROOM_BYTES = 1 << 20;

    private final Path log;

    private SegmentFile(Path log) {
        this.log = log;
    }

    /** The first segment of a partition, anywhere below a folder. */
    static SegmentFile of(Path folder, TopicPartition partition) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new SegmentFile(files.filter(file -> file.endsWith(Path.of(partition.toString(), FIRST_SEGMENT)))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Puts another value into one record. */
    void change(long offset, UnaryOperator<byte[]> change) throws IOException {
        rewrite(offset, Optional.of(change));
    }

    /** Takes one record out. */
    void drop(long offset) throws IOException {
        rewrite(offset, Optional.empty());
    }

    private void rewrite(long offset, Optional<UnaryOperator<byte[]>> change) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        ByteBuffer rewritten = ByteBuffer.allocate(bytes.length + ROOM_BYTES);
        int position = 0;
        for (RecordBatch batch :
                MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)).batches()) {
            int size = batch.sizeInBytes();
            if (offset >= batch.baseOffset() && offset <= batch.lastOffset()) {
                rewritten.put(rewritten(batch, offset, change));
            } else {
                rewritten.put(bytes, position, size);
            }
            position += size;
        }
        rewritten.flip();
        byte[] result = new byte[rewritten.remaining()];
        rewritten.get(result);
        Files.write(log, result);
        // The broker makes them again.
        for (String index : List.of(".index", ".timeindex", ".txnindex")) {
            Files.deleteIfExists(log.resolveSibling(FIRST_SEGMENT.replace(".log", index)));
        }
    }

    private static ByteBuffer rewritten(RecordBatch batch, long offset, Optional<UnaryOperator<byte[]>> change) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(batch.sizeInBytes() + ROOM_BYTES),
                batch.magic(),
                Compression.NONE,
                batch.timestampType(),
                batch.baseOffset(),
                batch.timestampType() == TimestampType.LOG_APPEND_TIME
                        ? batch.maxTimestamp()
                        : RecordBatch.NO_TIMESTAMP,
                batch.producerId(),
                batch.producerEpoch(),
                batch.baseSequence(),
                batch.isTransactional(),
                batch.partitionLeaderEpoch());
        for (Record record : batch) {
            if (record.offset() != offset) {
                builder.appendWithOffset(
                        record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
            } else if (change.isPresent()) {
                byte[] value = change.get().apply(Utils.toArray(record.value()));
                builder.appendWithOffset(
                        record.offset(), record.timestamp(), record.key(), ByteBuffer.wrap(value), record.headers());
            }
        }
        builder.overrideLastOffset(batch.lastOffset());
        return builder.build().buffer();
    }
}
