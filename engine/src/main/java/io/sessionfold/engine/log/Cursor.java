package io.sessionfold.engine.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A place in one partition, from which records are taken one by one: whoever compares topics goes through them in step. */
public interface Cursor extends AutoCloseable {

    /**
     * The next committed record; null at the end. It waits for a transaction that is open.
     *
     * @throws LogException if the record cannot be had
     */
    @Nullable
    ConsumerRecord<byte[], byte[]> next();

    @Override
    void close();
}
