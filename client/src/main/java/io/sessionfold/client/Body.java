package io.sessionfold.client;

/** The bytes of an answer, none if it had none. */
final class Body {

    static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves; nobody writes to them. */
    byte[] bytes() {
        return bytes;
    }
}
