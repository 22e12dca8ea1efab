package io.sessionfold.engine.query;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.session.SessionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other instances, one hop away: each answers from its own stores alone, and never asks on. One that does not answer
 * in time is not ready. Thread-safe.
 */
public interface Peers {

    /** What an instance says of a session that it owns. */
    QueryResult<SessionRead> owned(String instance, SessionKey key, ReadWish wish);

    /** What an instance's copy of a session says. */
    QueryResult<SessionRead> copied(String instance, SessionKey key, ReadWish wish);

    /** What is parked behind the quarantine of a session that an instance owns. */
    QueryResult<List<ParkedEvent>> parked(String instance, SessionKey key);

    /** An instance's part of a list or a count. */
    QueryResult<PartRead> part(String instance, PartWish wish);

    /** What an instance says of an application that it owns. */
    QueryResult<Application> application(String instance, ApplicationKey key);

    /** What an instance has of a list of applications, in partitions that it owns. */
    QueryResult<ApplicationPart> applications(
            String instance, String tenantId, @Nullable String after, int limit, List<Integer> partitions);
}
