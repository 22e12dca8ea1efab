package io.sessionfold.engine.store;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.codec.ApplicationCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The applications of one task, in its RocksDB store, by their record keys. */
public final class ApplicationStore implements ApplicationReader, ApplicationWriter {

    private final KeyValueStore<Bytes, byte[]> store;
    private final ApplicationCodec codec;

    public ApplicationStore(KeyValueStore<Bytes, byte[]> store, ApplicationCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<Application> find(ApplicationKey key) {
        return Optional.ofNullable(store.get(keyBytes(key))).map(value -> codec.decode(key, value));
    }

    @Override
    public void put(Application application) {
        store.put(keyBytes(application.key()), codec.encode(application));
    }

    private static Bytes keyBytes(ApplicationKey key) {
        return Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
    }
}
