package io.sessionfold.tests.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A resource whose lines are a number and texts, parted by bars; the numbers count from 1 without a gap. */
final class NumberedLines {

    private NumberedLines() {}

    /** A line; a text that is not there is empty. */
    record Line(int number, String text, String more) {}

    static List<Line> of(String resource) {
        List<Line> lines = new ArrayList<>();
        for (String line : read(resource).lines().toList()) {
            String[] parts = (line + "| |").split("\\|", -1);
            Line next = new Line(Integer.parseInt(parts[0].strip()), parts[1].strip(), parts[2].strip());
            if (next.number() != lines.size() + 1) {
                throw new IllegalStateException(
                        "Expected line " + (lines.size() + 1) + " of " + resource + ", but it was " + line);
            }
            lines.add(next);
        }
        return List.copyOf(lines);
    }

    private static String read(String resource) {
        try (InputStream in = NumberedLines.class.getResourceAsStream("/" + resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected resource " + resource + " to be readable", e);
        }
    }
}
