package io.sessionfold.tests.golden;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a history first differs from its golden file, and what that means. */
record GoldenDifference(List<String> held, List<String> made) {

    private static final int CHARS_BEFORE = 80;
    private static final int CHARS_SHOWN = 240;
    private static final Pattern DIGEST = Pattern.compile("(\"historyDigest\":\")[0-9a-f]{64}");

    /** With the name of the file, and the event after which they part. */
    String inWords(String file) {
        if (isOfDigestsAlone()) {
            return "Expected the digests of %s, but others come of the same inputs, and nothing else: the schema of events"
                            .formatted(file)
                    + " is not the one that they were made with,\nas after every new event. The digest counts the"
                    + " writer's schema (INV-45); the fold still means the same, and its version stays."
                    + lines();
        }
        int at = first();
        return (inputs(held).equals(inputs(made))
                                ? "Expected the fold to make of %s what stands there, but the same inputs come to something else"
                                : "Expected the scenario to write what stands in %s, but it writes something else")
                        .formatted(file)
                + "\nThe first difference is line " + (at + 1) + ", after " + lastInput(at) + lines();
    }

    /** The two lines alone. */
    String lines() {
        int at = first();
        return "\n  golden: " + around(line(held, at), line(made, at)) + "\n  now:    "
                + around(line(made, at), line(held, at));
    }

    private boolean isOfDigestsAlone() {
        return withoutDigests(held).equals(withoutDigests(made));
    }

    private static List<String> withoutDigests(List<String> lines) {
        return lines.stream().map(line -> DIGEST.matcher(line).replaceAll("$1")).toList();
    }

    /** The part of a long line where another begins to differ. */
    private static String around(String line, String other) {
        int from = Math.max(0, Arrays.mismatch(line.toCharArray(), other.toCharArray()) - CHARS_BEFORE);
        int to = Math.min(line.length(), from + CHARS_SHOWN);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    private int first() {
        int at = 0;
        while (at < held.size() && at < made.size() && held.get(at).equals(made.get(at))) {
            at++;
        }
        return at;
    }

    private String lastInput(int at) {
        List<String> before = inputs(made.subList(0, at));
        return before.isEmpty() ? "no event at all" : before.get(before.size() - 1);
    }

    private static List<String> inputs(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{\"" + GoldenReader.RECORD_TIME))
                .collect(Collectors.toList());
    }

    private static String line(List<String> lines, int at) {
        return at < lines.size() ? lines.get(at) : "(nothing more)";
    }
}
