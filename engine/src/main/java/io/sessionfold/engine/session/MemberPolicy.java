package io.sessionfold.engine.session;

/** What a dead member does to its session (INV-29). */
public enum MemberPolicy {
    STRICT,
    TOLERANT,
    UNKNOWN
}
