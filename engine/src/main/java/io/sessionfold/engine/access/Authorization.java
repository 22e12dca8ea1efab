package io.sessionfold.engine.access;

import io.sessionfold.engine.session.Identity;
import io.sessionfold.engine.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The one function that says who may do what (INV-38). Another tenant's, another user's and absent are the same answer,
 * HIDDEN; FORBIDDEN is only for a row that the caller may see.
 */
public final class Authorization {

    private Authorization() {}

    /** What a caller may do. */
    public enum Access {
        ALLOWED,
        /** The caller may see it, but lacks the verb. */
        FORBIDDEN,
        /** As if it were not there. */
        HIDDEN
    }

    /** What a caller may do to the tenant as a whole. */
    public static Access of(Caller caller, Verb verb) {
        return caller.may(verb) ? Access.ALLOWED : Access.FORBIDDEN;
    }

    /**
     * What a caller may do to a session of the caller's tenant.
     *
     * @param session null if there is none
     */
    public static Access of(Caller caller, Verb verb, @Nullable Session session) {
        return sees(caller, session) ? of(caller, verb) : Access.HIDDEN;
    }

    /**
     * Whether a public row is, for a caller, there. A row does not say which credential made it: there the owner counts.
     *
     * @param ownerUserId null if it is not known any more
     */
    public static boolean seesRowOf(Caller caller, String tenantId, @Nullable String ownerUserId) {
        return tenantId.equals(caller.tenantId())
                && (caller.scope() == Scope.TENANT || caller.userId().equals(ownerUserId));
    }

    /** Whether a session is, for a caller, there. A gravestone has no owner: whoever sees the tenant sees it. */
    public static boolean sees(Caller caller, @Nullable Session session) {
        if (session == null || !session.key().tenantId().equals(caller.tenantId())) {
            return false;
        }
        Identity identity = session.identity();
        return switch (caller.scope()) {
            case TENANT -> true;
            case OWN -> identity != null && caller.userId().equals(identity.ownerUserId());
            case CREDENTIAL ->
                identity != null
                        && caller.credentialId() != null
                        && caller.credentialId().equals(identity.credentialId());
        };
    }
}
