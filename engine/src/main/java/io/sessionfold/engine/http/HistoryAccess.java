package io.sessionfold.engine.http;

import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.SessionRead;
import org.jspecify.annotations.Nullable;

/**
 * Who may read a session's past (INV-38). While the session is there, whoever may read its row. Once it is deleted,
 * whoever sees the tenant, and the user who owned it; a gravestone does not say whose credential made it, so that a caller
 * who is held to one credential sees it no more. Of a key that several owners had one after the other, each sees their own
 * part alone.
 */
final class HistoryAccess {

    private HistoryAccess() {}

    /**
     * Ends the request unless there may be something for the caller to see.
     *
     * @param read what stands under the key now
     * @return whose rows the caller sees; null for everybody's
     */
    static @Nullable String owner(Caller caller, QueryResult<SessionRead> read) {
        if (read instanceof QueryResult.Found<SessionRead> found
                && found.value().session().exists()) {
            Permits.session(caller, Verb.READ, found.value());
        } else if (read instanceof QueryResult.Found<SessionRead>
                || read instanceof QueryResult.NotFound<SessionRead>) {
            Permits.tenant(caller, Verb.READ);
            if (caller.scope() == Scope.CREDENTIAL) {
                throw new ProblemException(Problem.sessionNotFound());
            }
        } else {
            SessionRead unused = Answers.require(read);
            throw new IllegalStateException("Expected no session, but there was " + unused);
        }
        return caller.scope() == Scope.TENANT ? null : caller.userId();
    }
}
