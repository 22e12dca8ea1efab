package io.sessionfold.engine.store;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The sessions of one task, in its RocksDB store. */
public final class SessionStore implements SessionReader, SessionWriter {

    private final KeyValueStore<Bytes, byte[]> store;
    private final SessionCodec codec;

    public SessionStore(KeyValueStore<Bytes, byte[]> store, SessionCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<Session> find(SessionKey key) {
        return Optional.ofNullable(store.get(StoredKeys.bytes(key))).map(value -> codec.decode(key, value));
    }

    @Override
    public void forEach(Consumer<Session> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                visitor.accept(codec.decode(StoredKeys.sessionKey(next.key), next.value));
            }
        }
    }

    @Override
    public void put(Session session) {
        store.put(StoredKeys.bytes(session.key()), codec.encode(session));
    }

    @Override
    public void remove(SessionKey key) {
        store.delete(StoredKeys.bytes(key));
    }
}
