package io.sessionfold.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The paths of the control plane, percent-encoded. */
final class Paths {

    static final String SESSIONS = "/v1/sessions";
    static final String APPLICATIONS = "/v1/applications";

    private Paths() {}

    /** @param more further segments, e.g. {@code runs} and a run's id */
    static String session(String sessionKey, String... more) {
        StringBuilder path = new StringBuilder(SESSIONS).append('/').append(segment(sessionKey));
        for (String next : more) {
            path.append('/').append(segment(next));
        }
        return path.toString();
    }

    static String query(String path, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return path;
        }
        return parameters.entrySet().stream()
                .map(parameter -> segment(parameter.getKey())
                        + '='
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", path + '?', ""));
    }

    /**
     * One segment, encoded.
     *
     * @throws IllegalArgumentException if it is empty, or a step up or nowhere, which no encoding keeps apart from one
     */
    static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("Expected a name in the path, but it was '" + text + "'");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
