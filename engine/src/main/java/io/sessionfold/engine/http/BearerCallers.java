package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Credentials;
import io.sessionfold.engine.access.Recognition;
import java.util.Locale;
import java.util.regex.Pattern;

/** Callers who show a bearer token (RFC 6750), in the header Authorization and nowhere else: URLs end up in logs. */
final class BearerCallers implements Callers {

    private static final String SCHEME = "bearer ";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final Credentials credentials;

    BearerCallers(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Caller of(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            context.header("WWW-Authenticate", "Bearer");
            throw new ProblemException(Problem.unauthenticated("A bearer token is needed"));
        }
        String token = header.substring(SCHEME.length()).strip();
        Recognition recognition = token.length() <= Credentials.CHARACTERS_MAX
                        && TOKEN.matcher(token).matches()
                ? credentials.of(token)
                : new Recognition.Unknown();
        if (recognition instanceof Recognition.Known known) {
            return known.caller();
        }
        if (recognition instanceof Recognition.Unavailable) {
            throw new ProblemException(Problem.issuerUnavailable());
        }
        context.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        throw new ProblemException(Problem.unauthenticated("The bearer token is not valid"));
    }
}
