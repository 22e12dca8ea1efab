package io.sessionfold.engine.session;

/** An abort that overtook the admission of its run (INV-24); {@code expiresAtMs} in milliseconds since 1970. */
public record AbortMark(Requester requester, StopReason stopReason, long expiresAtMs) {}
