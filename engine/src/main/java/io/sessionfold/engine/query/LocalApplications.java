package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
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
        return row(stored(key));
    }

    /** What this instance, as the owner, has stored of an application. */
    public QueryResult<Application> stored(ApplicationKey key) {
        try {
            Ownership owner = stores.applicationOwner(key.recordKey());
            return owner instanceof Ownership.Here here ? stored(key, here.partition()) : NotReadyReasons.of(owner);
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    /** The row of what is stored; one of which only refusals are remembered is not found. */
    static QueryResult<ApplicationRow> row(QueryResult<Application> stored) {
        return stored.flatMap(application -> ApplicationRow.of(application)
                .<QueryResult<ApplicationRow>>map(QueryResult.Found::new)
                .orElseGet(QueryResult.NotFound::new));
    }

    private QueryResult<Application> stored(ApplicationKey key, int partition) {
        Bytes name = Bytes.wrap(key.recordKey().getBytes(StandardCharsets.UTF_8));
        byte[] value = stores.applications(partition).get(name);
        return value == null
                ? new QueryResult.NotFound<>()
                : new QueryResult.Found<>(CODEC.get().decode(key, value));
    }
}
