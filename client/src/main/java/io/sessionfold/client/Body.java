package io.sessionfold.client;

import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer. */
final class Body {

    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves; nobody writes to them. */
    byte[] bytes() {
        return bytes;
    }
}
