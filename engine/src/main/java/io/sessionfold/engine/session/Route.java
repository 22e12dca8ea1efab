package io.sessionfold.engine.session;

/**
 * Where the live session answers.
 *
 * @param credentialRef names the credential; never the credential itself
 */
public record Route(long routeVersion, String baseUrl, String credentialRef) {}
