package io.sessionfold.engine.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.PolicyJson;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.NameQuery;
import io.sessionfold.engine.query.SessionQuery;
import io.sessionfold.engine.session.SessionPolicy;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What commands and events go through.
 *
 * @param names says whether a name is taken
 * @param policy the policy of the settings, in the form of record JSON: what a creation leaves out is filled in from here
 * @param clock gives the eventTime of what the door writes
 */
public record Door(
        EventLog log, Commands commands, LaunchDoor launches, NameQuery names, ObjectNode policy, InstantSource clock) {

    /**
     * A door in front of a log.
     *
     * @param patience how long a command waits for its decision, once it is in the log
     */
    public static Door of(
            EventLog log,
            SessionQuery sessions,
            ApplicationQuery applications,
            SessionPolicy policy,
            Duration patience,
            InstantSource clock) {
        return new Door(
                log,
                new Commands(log, sessions, patience),
                new LaunchDoor(applications, log, clock),
                new NameQuery(sessions),
                PolicyJson.of(policy),
                clock);
    }
}
