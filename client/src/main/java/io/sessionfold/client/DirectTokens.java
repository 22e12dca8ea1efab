package io.sessionfold.client;

/** Finds the direct token that a route's credentialRef names, e.g. in a vault. Thread-safe. */
@FunctionalInterface
public interface DirectTokens {

    /** The bearer token for a session's own address. */
    String token(String credentialRef);
}
