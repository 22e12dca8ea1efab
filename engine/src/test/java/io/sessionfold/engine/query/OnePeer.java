package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.peer.ApplicationPartForm;
import io.sessionfold.engine.session.SessionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another instance that has applications alone; what it says takes the form that goes over the wire. */
record OnePeer(String address, LocalApplications applications) implements Peers {

    @Override
    public QueryResult<SessionRead> owned(String instance, SessionKey key, ReadWish wish) {
        return NotReadyReasons.noOwner();
    }

    @Override
    public QueryResult<SessionRead> copied(String instance, SessionKey key, ReadWish wish) {
        return NotReadyReasons.noOwner();
    }

    @Override
    public QueryResult<List<ParkedEvent>> parked(String instance, SessionKey key) {
        return NotReadyReasons.noOwner();
    }

    @Override
    public QueryResult<PartRead> part(String instance, PartWish wish) {
        return NotReadyReasons.noOwner();
    }

    @Override
    public QueryResult<Application> application(String instance, ApplicationKey key) {
        return applications.stored(key);
    }

    @Override
    public QueryResult<ApplicationPart> applications(
            String instance, String tenantId, @Nullable String after, int limit, List<Integer> partitions) {
        return applications
                .part(tenantId, after, limit, partitions)
                .map(part -> ApplicationPartForm.read(tenantId, ApplicationPartForm.write(part)));
    }
}
