package io.sessionfold.engine.access;

/** Says whose a credential is. Thread-safe. */
public interface Credentials {

    /** The longest credential that is looked at, in characters. */
    int CHARACTERS_MAX = 8_192;

    /** Whose a bearer token is. Never throws because of what the token is. */
    Recognition of(String token);
}
