package io.sessionfold.local;

import java.util.Map;

/**
 * What the registry answers over HTTP; a refusal is an answer too.
 *
 * @param status the HTTP status
 * @param body what becomes the JSON body
 */
record RegistryReply(int status, Object body) {
    static final int SUBJECT_NOT_FOUND = 40401;
    static final int VERSION_NOT_FOUND = 40402;
    static final int SCHEMA_NOT_FOUND = 40403;
    static final int LEVEL_NOT_CHOSEN = 40408;
    static final int INCOMPATIBLE = 409;
    static final int INVALID_SCHEMA = 42201;
    static final int INVALID_VERSION = 42202;
    static final int INVALID_LEVEL = 42203;

    private static final int OK = 200;
    private static final int CODES_PER_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    static RegistryReply yes(Object body) {
        return new RegistryReply(OK, body);
    }

    /** A refusal. The registry's own codes carry the HTTP status in their first three digits: 40401 is a 404. */
    static RegistryReply no(int errorCode, String message) {
        int status = errorCode > HIGHEST_STATUS ? errorCode / CODES_PER_STATUS : errorCode;
        return new RegistryReply(status, Map.of("error_code", errorCode, "message", message));
    }

    static RegistryReply subjectNotFound(String subject) {
        return no(SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
    }
}
