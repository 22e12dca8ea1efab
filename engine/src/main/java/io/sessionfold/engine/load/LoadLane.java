package io.sessionfold.engine.load;

import io.sessionfold.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** One topic of a load: how far earlier attempts came in each of its partitions, and how this one writes there. */
final class LoadLane<T extends SpecificRecord> {

    private final String topic;
    private final RecordWriter<T> writer;
    private final LoadHeader header;
    private final ResumePoints.Last[] before;
    private final Map<Integer, Long> lastOffsets = new ConcurrentHashMap<>();

    /** The array is shared; nobody writes to it. */
    LoadLane(String topic, RecordWriter<T> writer, LoadHeader header, ResumePoints.Last[] before) {
        this.topic = topic;
        this.writer = writer;
        this.header = header;
        this.before = before;
        for (int partition = 0; partition < before.length; partition++) {
            if (before[partition].index() >= 0) {
                lastOffsets.put(partition, before[partition].offset());
            }
        }
    }

    /** Whether an earlier attempt brought it into the topic. */
    boolean has(LoadRecord loaded) {
        return loaded.index() <= before[partitionOf(loaded)].index();
    }

    ProducerRecord<byte[], byte[]> record(LoadRecord loaded, T event) {
        byte[] key = loaded.recordKey().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partitionOf(loaded), key, writer.write(event));
        header.write(record.headers(), loaded.index());
        return record;
    }

    void acknowledged(int partition, long offset) {
        lastOffsets.merge(partition, offset, Math::max);
    }

    /** By partition, the offset of the last record of the load, whichever attempt sent it. */
    Map<Integer, Long> lastOffsets() {
        return Map.copyOf(lastOffsets);
    }

    private int partitionOf(LoadRecord loaded) {
        byte[] key = loaded.recordKey().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % before.length;
    }
}
