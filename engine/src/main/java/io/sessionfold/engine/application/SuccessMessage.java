package io.sessionfold.engine.application;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a controller's message says that all is well: it has a word of success and no word that takes it back. Read by
 * words, because controllers phrase it as they like ("Template is valid and ready", "ready"), and "not ready" is none.
 */
final class SuccessMessage {

    private static final Set<String> SUCCESS = Set.of(
            "ready", "valid", "validated", "installed", "ok", "success", "successful", "successfully", "succeeded");

    private static final Set<String> DENIAL = Set.of(
            "not",
            "no",
            "never",
            "none",
            "isn't",
            "wasn't",
            "invalid",
            "cannot",
            "can't",
            "couldn't",
            "unable",
            "fail",
            "fails",
            "failed",
            "failure",
            "error",
            "errors",
            "missing",
            "without",
            "until",
            "unless",
            "but",
            "denied",
            "refused",
            "timeout");

    private SuccessMessage() {}

    static boolean is(String message) {
        List<String> words = Arrays.asList(message.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1));
        return words.stream().anyMatch(SUCCESS::contains) && words.stream().noneMatch(DENIAL::contains);
    }
}
