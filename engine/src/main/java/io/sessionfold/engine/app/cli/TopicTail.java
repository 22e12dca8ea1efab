package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.json.RecordJson;
import io.sessionfold.wire.Decoded;
import io.sessionfold.wire.RecordReader;
import io.sessionfold.wire.WriterSchemas;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows one output topic with a read_committed consumer. */
final class TopicTail {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE_MS = 10_000;

    private final Settings settings;
    private final WriterSchemas schemas;
    private final TailPrinter printer;
    private final PrintWriter notes;

    TopicTail(Settings settings, WriterSchemas schemas, TailPrinter printer, PrintWriter notes) {
        this.settings = settings;
        this.schemas = schemas;
        this.printer = printer;
        this.notes = notes;
    }

    <T extends SpecificRecord> void follow(String topic, Class<T> type, boolean fromBeginning) {
        RecordReader<T> reader = new RecordReader<>(type, schemas);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            while (!printer.isDone()) {
                consumer.poll(POLL).forEach(record -> print(reader, record));
            }
        } catch (UnknownTopicOrPartitionException e) {
            throw missing(topic);
        } catch (KafkaException e) {
            throw CommandException.unreachable(
                    "Expected Kafka to answer at " + settings.kafka().bootstrapServers() + ", but it did not ("
                            + e.getMessage() + "); start it, or say where it is with --bootstrap-servers",
                    e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = settings.kafka().clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw missing(topic);
        }
        return partitions;
    }

    private <T extends SpecificRecord> void print(RecordReader<T> reader, ConsumerRecord<byte[], byte[]> record) {
        String position = record.topic() + '-' + record.partition() + '@' + record.offset();
        Decoded<T> decoded = reader.read(record.topic(), record.partition(), record.offset(), record.value());
        if (decoded instanceof Decoded.Value<T> read) {
            printer.record(position, RecordJson.toJson(read.value()));
        } else {
            notes.println("Cannot read the record at " + position + ": " + decoded);
        }
    }

    private static CommandException missing(String topic) {
        return CommandException.usage(
                "Expected the topic " + topic + " to exist, but it does not; `topics --create` creates it");
    }
}
