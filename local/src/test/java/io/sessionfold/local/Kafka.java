package io.sessionfold.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a test asks of a Kafka, in one line each; topics have one partition. */
final class Kafka {
    private static final Duration POLL = Duration.ofMillis(200);

    private Kafka() {}

    static void makeTopic(String servers, String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    static String clusterId(String servers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    /** Sends the value and waits for the acknowledgement. */
    static void write(String servers, String topic, String value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = producer(Map.of("bootstrap.servers", servers))) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    static KafkaProducer<String, String> transactional(String servers, String transactionalId) {
        KafkaProducer<String, String> producer =
                producer(Map.of("bootstrap.servers", servers, "transactional.id", transactionalId));
        producer.initTransactions();
        return producer;
    }

    /** All committed values of the topic, up to where it ended when this was called. */
    static List<String> committed(String servers, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = LogEnd.of(Map.of("bootstrap.servers", servers), partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    values.add(record.value());
                }
            }
            return values;
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
