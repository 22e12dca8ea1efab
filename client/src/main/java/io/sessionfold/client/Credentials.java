package io.sessionfold.client;

import org.jspecify.annotations.Nullable;

/**
 * Who the caller is: the bearer token of the next request. It is asked before each attempt, so a token that is renewed in
 * time never expires in the middle of a retry. Thread-safe.
 */
@FunctionalInterface
public interface Credentials {

    /** The token; null for a server that takes callers without one. */
    @Nullable
    String bearerToken();

    /** No token: what a server on this machine may accept. */
    static Credentials none() {
        return () -> null;
    }

    /** The same token for every request. */
    static Credentials token(String token) {
        return () -> token;
    }
}
