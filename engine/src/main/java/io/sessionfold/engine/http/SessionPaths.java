package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.session.SessionKey;

/** The session, or the application, that a path names. */
final class SessionPaths {

    private SessionPaths() {}

    /** The key in {@code /v1/sessions/{key}…}, in the caller's tenant; one that none can have ends the request. */
    static SessionKey key(Caller caller, Context context) {
        return key(caller, context.pathParam("key"));
    }

    /** A key in the caller's tenant; one that none can have ends the request. */
    static SessionKey key(Caller caller, String sessionKey) {
        SessionKey key = new SessionKey(caller.tenantId(), sessionKey);
        if (!key.isValid()) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected the session key to be 1 to 512 bytes of printable UTF-8 without a slash"));
        }
        return key;
    }

    /** The id in {@code /v1/applications/{id}…}, whose rule is that of a session's key. */
    static String applicationId(Caller caller, Context context) {
        String id = context.pathParam("id");
        if (!new SessionKey(caller.tenantId(), id).isValid()) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected the application's id to be 1 to 512 bytes of printable UTF-8 without a slash"));
        }
        return id;
    }
}
