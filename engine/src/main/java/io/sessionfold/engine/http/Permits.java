package io.sessionfold.engine.http;

import io.sessionfold.engine.access.Authorization;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a refusal by {@link Authorization} looks like: a 404 for what is hidden, a 403 for a verb that is missing (INV-38). */
final class Permits {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private Permits() {}

    /** Ends the request unless the caller may do this to the tenant as a whole. */
    static void tenant(Caller caller, Verb verb) {
        require(Authorization.of(caller, verb), verb);
    }

    /** Ends the request unless the caller may do this to the session; null is one that there is not. */
    static void session(Caller caller, Verb verb, @Nullable Session session) {
        require(Authorization.of(caller, verb, session), verb);
    }

    /**
     * The same, of what was read. A copy never says that a session is absent, so it does not say that one is hidden either:
     * the two would be told apart.
     */
    static void session(Caller caller, Verb verb, SessionRead read) {
        if (!read.source().isOwner() && !Authorization.sees(caller, read.session())) {
            throw new ProblemException(Problem.notReady("The owner of this session does not answer", ASK_AGAIN));
        }
        session(caller, verb, read.session());
    }

    private static void require(Authorization.Access access, Verb verb) {
        switch (access) {
            case ALLOWED -> {}
            case FORBIDDEN ->
                throw new ProblemException(Problem.forbidden("The caller's roles do not " + verb.label()));
            case HIDDEN -> throw new ProblemException(Problem.sessionNotFound());
        }
    }
}
