package io.sessionfold.engine.application;

import java.util.Arrays;

/** The picture that a catalogue shows of an application: bytes that compare by what they are. Nobody writes to them. */
public final class Icon {

    private final byte[] bytes;

    private Icon(byte[] bytes) {
        this.bytes = bytes;
    }

    /** An icon over these bytes, which are not copied. */
    public static Icon of(byte[] bytes) {
        return new Icon(bytes);
    }

    /** The bytes, not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** How large it is, in bytes. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Icon that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Icon[" + bytes.length + " bytes]";
    }
}
