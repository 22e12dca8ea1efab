package io.sessionfold.engine.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** The problems of requests that the server refuses before a route sees them. */
final class Refusals {

    private Refusals() {}

    /** The problem of a status. */
    static Problem of(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_TIMEOUT_408 -> Problem.requestTimeout();
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> Problem.bodyTooLarge();
            case HttpStatus.URI_TOO_LONG_414 -> Problem.uriTooLong();
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> Problem.headersTooLarge();
            // What Jetty cannot do at all is what nobody here may ask for: another version, another encoding.
            case HttpStatus.NOT_IMPLEMENTED_501, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> misunderstood();
            default -> status >= HttpStatus.INTERNAL_SERVER_ERROR_500 ? Problem.internal() : misunderstood();
        };
    }

    private static Problem misunderstood() {
        return Problem.invalidRequest("The request cannot be understood");
    }

    /** Whether a failure says that the client went away or fell silent. */
    static boolean isOfTheConnection(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EofException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
