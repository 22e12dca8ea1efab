package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.tests.wire.DigestChain;

/** An event in the log: as the fold got it, and the bytes that stand there with the fingerprint of their schema. */
public final class LogEntry {

    private final RecordedEvent event;
    private final byte[] fingerprint;
    private final byte[] framed;

    /** The arrays are shared; nobody writes to them. */
    public LogEntry(RecordedEvent event, byte[] fingerprint, byte[] framed) {
        this.event = event;
        this.fingerprint = fingerprint;
        this.framed = framed;
    }

    public RecordedEvent event() {
        return event;
    }

    /** The bytes as they stand in the log; nobody writes to them. */
    public byte[] framed() {
        return framed;
    }

    /** Takes it into a digest. */
    public void addTo(DigestChain digest) {
        digest.add(event.recordTimeMs(), fingerprint, framed);
    }
}
