package io.sessionfold.engine.codec;

import io.sessionfold.engine.session.EventBody;
import org.apache.avro.generic.GenericRecord;

/**
 * How the records of one topic become events of the domain.
 *
 * @param <T> the topic's record of the contract
 * @param <E> the event of the domain
 */
interface EventForm<T, E> {

    /** What the events are about, in a word: session, deployment, application. */
    String subject();

    /** The vocabulary's word for the part of the record key behind the tenant. */
    String nameField();

    /** The record key that an event claims, {@code tenantId/name}; of any form, because a producer wrote it. */
    String recordKey(E event);

    /** The event in a record. */
    E event(T value, EventBody body, LogRecord record);

    /** An event whose payload only a newer contract knows, as its writer wrote it (INV-48). */
    E unrecognised(GenericRecord asWritten, String payloadName, EventBody body, LogRecord record);
}
