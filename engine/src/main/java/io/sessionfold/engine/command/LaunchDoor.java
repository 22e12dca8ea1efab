package io.sessionfold.engine.command;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.application.LaunchAnswer;
import io.sessionfold.engine.application.LaunchRule;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.QueryResult;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Where launches are asked for: the rules are checked against the application's row, and what should be there and is not is
 * asked for again (SS-16). Thread-safe.
 */
public final class LaunchDoor {

    private static final String REASON = "A session is to be launched from it";

    private final ApplicationQuery applications;
    private final EventLog log;
    private final InstantSource clock;

    /** @param clock the door's */
    public LaunchDoor(ApplicationQuery applications, EventLog log, InstantSource clock) {
        this.applications = applications;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Whether a session may be launched from an application now; not ready if its row cannot be had.
     *
     * @param eventId of the install that is written where one is needed
     */
    public QueryResult<LaunchAnswer> ask(ApplicationKey key, String eventId) {
        QueryResult<ApplicationRow> row = applications.find(key);
        if (row instanceof QueryResult.NotFound<ApplicationRow>) {
            return new QueryResult.Found<>(LaunchRule.answer(key, null, clock.millis()));
        }
        return row.map(found -> {
            LaunchAnswer answer = LaunchRule.answer(key, found, clock.millis());
            if (answer instanceof LaunchAnswer.Reinstall) {
                // Whoever launches asks again anyway, and then it is written if it was not now.
                Appended unused = install(key, eventId, new ApplicationInstallRequested(null, null, null, REASON))
                        .join();
            }
            return answer;
        });
    }

    /** Writes that an application is to be installed. */
    public CompletableFuture<Appended> install(
            ApplicationKey key, String eventId, ApplicationInstallRequested request) {
        return log.append(new ApplicationEvent(eventId, key.tenantId(), key.applicationId(), clock.instant(), request));
    }
}
