package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;

/** Asks who a request's caller is once, and counts the request once against the limits of the caller's tenant. */
final class KnownCallers implements Callers {

    private static final String CALLER = "sessionfold.caller";

    private final Callers callers;
    private final TenantLimits limits;
    private final boolean sessionsByOwner;

    KnownCallers(Callers callers, TenantLimits limits, boolean sessionsByOwner) {
        this.callers = callers;
        this.limits = limits;
        this.sessionsByOwner = sessionsByOwner;
    }

    @Override
    public Caller of(Context context) {
        Caller known = context.attribute(CALLER);
        if (known != null) {
            return known;
        }
        Caller caller = asServed(callers.of(context));
        limits.count(caller.tenantId(), bodyBytes(context));
        context.attribute(CALLER, caller);
        return caller;
    }

    private Caller asServed(Caller caller) {
        return sessionsByOwner || caller.scope() != Scope.OWN
                ? caller
                : new Caller(
                        caller.tenantId(), caller.userId(), caller.roles(), Scope.CREDENTIAL, caller.credentialId());
    }

    /** What a client announces; for one that announces nothing but sends in chunks, as much as it may. */
    private static long bodyBytes(Context context) {
        long announced = context.req().getContentLengthLong();
        return announced < 0 && context.header("Transfer-Encoding") != null ? Long.MAX_VALUE : Math.max(0, announced);
    }
}
