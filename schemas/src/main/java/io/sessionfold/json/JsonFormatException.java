package io.sessionfold.json;

/** JSON that is not the record it should be; the message names the field, its value and what is allowed. */
public final class JsonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 120;

    private final String path;

    JsonFormatException(String path, String expected, String actual) {
        super("Expected " + (path.isEmpty() ? "the record" : "'" + path + "'") + " to be " + expected + ", but it was "
                + shortened(actual));
        this.path = path;
    }

    /** The field that is wrong, from the outside in, e.g. {@code payload.skipped[2].offset}; empty for the whole. */
    public String path() {
        return path;
    }

    private static String shortened(String actual) {
        return actual.length() <= SHOWN_CHARACTERS ? actual : actual.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
