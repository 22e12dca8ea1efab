package io.sessionfold.wire;

import java.io.IOException;

/** The registry gave a schema that Confluent's client could not parse: of another type than Avro, or malformed. */
final class UnparsableSchemaException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String CLIENTS_WORDS = "Invalid schema";

    private UnparsableSchemaException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * The client reports such a schema as a plain IOException with a text, like a broken connection. Taken for one, it
     * would stop the stream for ever on a record that anybody can write.
     */
    static void throwIfMeant(IOException failure) throws UnparsableSchemaException {
        String message = failure.getMessage();
        if (failure.getClass() == IOException.class && message != null && message.startsWith(CLIENTS_WORDS)) {
            throw new UnparsableSchemaException(failure);
        }
    }
}
