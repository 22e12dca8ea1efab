package io.sessionfold.client;

import io.sessionfold.contract.SessionRow;

/** What a stream of changes tells. {@link #id()} is what a later stream can begin behind. */
public sealed interface Change {

    /** The opaque id behind which a stream goes on. */
    String id();

    /** A session's whole row after a change. */
    record Changed(String id, SessionRow row) implements Change {}

    /** A session is gone for good; nothing of it follows. */
    record Deleted(String id, String tenantId, String sessionKey) implements Change {}

    /**
     * What came before this cannot be told any more, because the reader was away for too long: what it holds must be listed
     * anew. Live changes follow.
     */
    record Reset(String id) implements Change {}
}
