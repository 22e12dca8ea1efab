package io.sessionfold.client;

import java.util.List;
import java.util.Locale;

/** Paths below a session, by segments. */
final class SessionPath {

    private SessionPath() {}

    /** @throws IllegalArgumentException if the path could mean another one than it says */
    static String require(String path) {
        List<String> segments = segments(path);
        boolean isPlain = segments.stream().noneMatch(SessionPath::isTrick);
        if (!isPlain || path.contains("?") || path.contains("#") || path.contains("\\")) {
            throw new IllegalArgumentException(
                    "Expected a path below the session, such as 'stream/frames', but it was '" + path + "'");
        }
        return path;
    }

    /** Whether a path begins with all segments of another: {@code stream/frames} with {@code stream}, not with {@code str}. */
    static boolean isBelow(String path, String prefix) {
        List<String> segments = segments(path);
        List<String> first = segments(prefix);
        return segments.size() >= first.size()
                && segments.subList(0, first.size()).equals(first);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** Empty segments and dots are resolved differently on the way, and an encoded slash may become one. */
    private static boolean isTrick(String segment) {
        String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return plain.isEmpty()
                || plain.equals(".")
                || plain.equals("..")
                || plain.contains("%2f")
                || plain.contains("%5c");
    }
}
