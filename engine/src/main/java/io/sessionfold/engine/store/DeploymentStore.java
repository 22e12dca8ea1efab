package io.sessionfold.engine.store;

import io.sessionfold.engine.codec.DeploymentCodec;
import io.sessionfold.engine.deployment.Deployment;
import io.sessionfold.engine.deployment.DeploymentKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The deployments of one task, in its RocksDB store; one of which nothing is known takes no room. */
public final class DeploymentStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final DeploymentCodec codec = new DeploymentCodec();

    public DeploymentStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** A deployment; {@link Deployment#NONE} if nothing is known of it. */
    public Deployment find(DeploymentKey key) {
        byte[] value = store.get(bytes(key));
        return value == null ? Deployment.NONE : codec.decode(value);
    }

    /** Keeps a deployment. */
    public void put(DeploymentKey key, Deployment deployment) {
        byte @Nullable [] value = deployment.isEmpty() ? null : codec.encode(deployment);
        store.put(bytes(key), value);
    }

    private static Bytes bytes(DeploymentKey key) {
        return Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
    }
}
