package io.sessionfold.engine.store;

import io.sessionfold.engine.session.Phase;

/** A value of a field, under which a session is found. */
public record IndexEntry(IndexField field, String value) {

    /** Sessions with an active run that is visible. */
    public static final IndexEntry ACTIVE = new IndexEntry(IndexField.ACTIVE, "true");

    /** Sessions that wait for a repair. */
    public static final IndexEntry QUARANTINED = new IndexEntry(IndexField.QUARANTINED, "true");

    public static IndexEntry owner(String userId) {
        return new IndexEntry(IndexField.OWNER, userId);
    }

    public static IndexEntry phase(Phase phase) {
        return new IndexEntry(IndexField.PHASE, phase.name());
    }

    public static IndexEntry kind(String kind) {
        return new IndexEntry(IndexField.KIND, kind);
    }

    public static IndexEntry name(String name) {
        return new IndexEntry(IndexField.NAME, name);
    }

    /** The length of the owner's id goes first, so that no two pairs are one text. */
    public static IndexEntry liveName(String ownerUserId, String name) {
        return new IndexEntry(IndexField.LIVE_NAME, ownerUserId.length() + ":" + ownerUserId + name);
    }

    public static IndexEntry producer(String producerId) {
        return new IndexEntry(IndexField.PRODUCER, producerId);
    }
}
