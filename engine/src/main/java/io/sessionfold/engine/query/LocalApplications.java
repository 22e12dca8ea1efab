package io.sessionfold.engine.query;

import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.codec.ApplicationCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The applications in this instance's stores. */
public final class LocalApplications implements ApplicationQuery {

    private static final ThreadLocal<ApplicationCodec> CODEC = ThreadLocal.withInitial(ApplicationCodec::new);

    private final ApplicationStores stores;

    public LocalApplications(ApplicationStores stores) {
        this.stores = stores;
    }

    @Override
    public QueryResult<ApplicationRow> find(ApplicationKey key) {
        try {
            Ownership owner = stores.applicationOwner(key.recordKey());
            if (owner instanceof Ownership.Here here) {
                return find(key, here.partition());
            }
            return owner instanceof Ownership.Elsewhere other
                    ? NotReadyReasons.elsewhere(other.instance())
                    : NotReadyReasons.nobody(((Ownership.Nobody) owner).reason());
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    private QueryResult<ApplicationRow> find(ApplicationKey key, int partition) {
        Bytes stored = Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
        byte[] value = stores.applications(partition).get(stored);
        if (value == null) {
            return new QueryResult.NotFound<>();
        }
        return ApplicationRow.of(CODEC.get().decode(key, value))
                .<QueryResult<ApplicationRow>>map(QueryResult.Found::new)
                .orElseGet(QueryResult.NotFound::new);
    }
}
