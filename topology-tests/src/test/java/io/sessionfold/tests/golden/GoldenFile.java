package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The golden history of one scenario: all its plays, in a file that is named after it. */
public final class GoldenFile {

    private static final String ACCEPT = "sessionfold.golden.accept";
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private final String name;
    private final Path path;

    private GoldenFile(String name) {
        this.name = name;
        this.path = FOLDER.resolve(name);
    }

    /** Where the history of a scenario stands, whether it is there yet or not. */
    public static GoldenFile of(NamedCase named, String scenario) {
        return new GoldenFile(named.folder() + "/" + scenario + ".jsonl");
    }

    /** All that there are. */
    static List<GoldenFile> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(file -> new GoldenFile(FOLDER.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the golden histories to be in " + FOLDER, e);
        }
    }

    /** Whether what is found is written down instead of being held against what was. */
    static boolean isAccepting() {
        return Boolean.getBoolean(ACCEPT);
    }

    /** Fails with the first difference, unless the histories are accepted anew. */
    public void mustBe(List<List<LogEntry>> plays) {
        List<String> made = lines(plays);
        if (isAccepting()) {
            write(made);
        }
        if (!exists()) {
            throw new AssertionError("Expected " + this + " to be there, but it is not: a new scenario.\n" + howTo());
        }
        List<String> held = read();
        if (!held.equals(made)) {
            throw new AssertionError(new GoldenDifference(held, made).inWords(toString()) + "\n" + howTo());
        }
    }

    /** Its folder and name. */
    String name() {
        return name;
    }

    /** Its lines as they stand. */
    List<String> read() {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + path + " to be readable", e);
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    void delete() {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + path + " to be removable", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoldenFile file && file.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private List<String> lines(List<List<LogEntry>> plays) {
        List<String> lines = new ArrayList<>();
        for (int play = 0; play < plays.size(); play++) {
            lines.add(JsonNodeFactory.instance
                    .objectNode()
                    .put(GoldenReader.PLAY, play + 1)
                    .put("foldVersion", FoldVersions.KNOWN.newest())
                    .toString());
            lines.addAll(GoldenWriter.lines(plays.get(play)));
        }
        return lines;
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + path + " to be writable", e);
        }
    }

    private static String howTo() {
        return "To accept: run the tests of topology-tests once with -D" + ACCEPT + "=true (docs/cases.md has the"
                + " command), then look at each line\nof `git diff topology-tests/" + FOLDER + "`."
                + " A history that was released is never edited: if the same inputs come to\nsomething else, it is a new"
                + " fold version, because an engine of the old version and one of the new would make different"
                + "\nstates of one log (INV-44).";
    }
}
