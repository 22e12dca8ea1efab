package io.sessionfold.engine.query;

import io.sessionfold.engine.session.SessionKey;
import org.apache.kafka.streams.KeyValue;

/** Sessions of one tenant that may be asked for, in the order of the UTF-8 bytes of their keys. To be closed. */
interface SessionScan extends AutoCloseable {

    boolean hasNext();

    /** The next key and what is stored under it; null where the row went away since. */
    KeyValue<SessionKey, byte[]> next();

    @Override
    void close();
}
