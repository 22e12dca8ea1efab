package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import java.util.Objects;
import java.util.Set;

/** Callers as a test says them, in a header: tenant, user, scope, role and credential, separated by spaces. */
final class SaidCallers implements Callers {

    static final String HEADER = "Test-Caller";

    @Override
    public Caller of(Context context) {
        String[] said = Objects.requireNonNull(context.header(HEADER)).split(" ", -1);
        return new Caller(
                said[0],
                said[1],
                Set.of(Role.of(said[3]).orElseThrow()),
                Scope.of(said[2]).orElseThrow(),
                said[4]);
    }
}
