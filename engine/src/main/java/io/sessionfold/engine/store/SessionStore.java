package io.sessionfold.engine.store;

import io.sessionfold.engine.codec.SessionCodec;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import java.nio.charset.StandardCharsets;
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

    /** The bytes under which a session is stored: those of its record key. */
    public static Bytes keyBytes(SessionKey key) {
        return Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Session> find(SessionKey key) {
        return Optional.ofNullable(store.get(keyBytes(key))).map(value -> codec.decode(key, value));
    }

    @Override
    public void forEach(Consumer<Session> visitor) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                visitor.accept(codec.decode(keyOf(next.key), next.value));
            }
        }
    }

    @Override
    public void put(Session session) {
        store.put(keyBytes(session.key()), codec.encode(session));
    }

    @Override
    public void remove(SessionKey key) {
        store.delete(keyBytes(key));
    }

    /** The session under stored key bytes. */
    public static SessionKey keyOf(Bytes key) {
        String recordKey = new String(key.get(), StandardCharsets.UTF_8);
        return SessionKey.parse(recordKey)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a stored key to be tenantId/sessionKey, but it was '" + recordKey + "'"));
    }
}
