package io.sessionfold.engine.session;

/**
 * An event as its writer encoded it: what the history digest is taken over (INV-45). The array is shared and not copied;
 * nobody writes to it.
 */
public final class EventBody {

    /** An event that was encoded nowhere: a held one folded later, whose digest was taken when it arrived. */
    public static final EventBody NONE = new EventBody(new byte[0], new byte[0], 0);

    private final byte[] writerFingerprint;
    private final byte[] framed;
    private final int bodyOffset;

    /**
     * @param writerFingerprint the 32-byte SHA-256 fingerprint of the writer schema
     * @param framed the record's value as it stands in the topic
     * @param bodyOffset where the body begins in it, behind the framing bytes
     */
    public EventBody(byte[] writerFingerprint, byte[] framed, int bodyOffset) {
        this.writerFingerprint = writerFingerprint;
        this.framed = framed;
        this.bodyOffset = bodyOffset;
    }

    byte[] writerFingerprint() {
        return writerFingerprint;
    }

    /** The record's value as it stands in the topic. */
    public byte[] framed() {
        return framed;
    }

    int bodyOffset() {
        return bodyOffset;
    }
}
