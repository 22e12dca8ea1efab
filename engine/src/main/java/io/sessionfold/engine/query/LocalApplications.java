package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.codec.ApplicationCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** The applications in this instance's stores. */
public final class LocalApplications {

    /** How many of a tenant's applications one page may look at: each may be half a megabyte to read. */
    private static final int LOOKED_AT_MAX = 1_000;

    private static final ThreadLocal<ApplicationCodec> CODEC = ThreadLocal.withInitial(ApplicationCodec::new);

    private final ApplicationStores stores;

    public LocalApplications(ApplicationStores stores) {
        this.stores = stores;
    }

    /** The row of one that this instance owns. */
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

    /** What these partitions have of a list; not ready if one of them is not, or no longer, here. */
    public QueryResult<ApplicationPart> part(
            String tenantId, @Nullable String after, int limit, Collection<Integer> partitions) {
        if (!Set.copyOf(stores.applicationPartitions()).containsAll(partitions)) {
            return NotReadyReasons.moving();
        }
        try (StoreMerge stored = TenantRange.of(tenantId, after).scan(partitions, stores::applications)) {
            ApplicationPart part = part(tenantId, stored, limit);
            // A partition that left in the meantime would be missing without a word.
            return Set.copyOf(stores.applicationPartitions()).containsAll(partitions)
                    ? new QueryResult.Found<>(part)
                    : NotReadyReasons.moving();
        } catch (InvalidStateStoreException e) {
            return NotReadyReasons.moving();
        }
    }

    private static ApplicationPart part(String tenantId, StoreMerge stored, int limit) {
        List<Application> applications = new ArrayList<>();
        String lastId = "";
        for (int lookedAt = 0; stored.hasNext(); lookedAt++) {
            if (applications.size() == limit || lookedAt == LOOKED_AT_MAX) {
                return new ApplicationPart(applications, lastId);
            }
            KeyValue<Bytes, byte[]> next = stored.next();
            lastId = TenantRange.after(tenantId, next.key);
            Application application = CODEC.get().decode(new ApplicationKey(tenantId, lastId), next.value);
            if (ApplicationRow.of(application).isPresent()) {
                applications.add(application.withoutContent());
            }
        }
        return new ApplicationPart(applications, null);
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
