package io.sessionfold.tests.golden;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /**
     * Where the history of a scenario stands in the newest fold version, whether it is there yet or not. Each version has a
     * folder of its own, so that the next one's histories stand beside what was, and never in its place.
     */
    public static GoldenFile of(NamedCase named, String scenario) {
        int newest = FoldVersions.KNOWN.newest();
        String folder = newest == FoldVersions.FIRST ? "" : "v" + newest + "/";
        return new GoldenFile(folder + named.folder() + "/" + scenario + ".jsonl");
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

    /** Those of the first version: a log that begins with them needs no event that says so. */
    static List<GoldenFile> ofTheFirstVersion() {
        return all().stream().filter(file -> file.isOf(FoldVersions.FIRST)).toList();
    }

    /** Whether what is found is written down instead of being held against what was. */
    static boolean isAccepting() {
        return Boolean.getBoolean(ACCEPT);
    }

    /** Fails with the first difference, unless the histories are accepted anew. */
    public void mustBe(List<List<LogEntry>> plays) {
        List<String> made = GoldenLines.of(FoldVersions.KNOWN, FoldVersions.KNOWN.newest(), plays);
        if (isAccepting()) {
            write(made);
        }
        if (!exists()) {
            throw new AssertionError("Expected " + this + " to be there, but it is not: a new scenario.\n" + howTo());
        }
        mustHold(made);
    }

    /** Folds its own inputs again, each play in the version that it was recorded in; what is older is never accepted anew. */
    void mustStillBe() {
        List<String> made = GoldenLines.again(FoldVersions.KNOWN, read());
        if (isAccepting() && isOfTheNewestVersion()) {
            write(made);
        }
        mustHold(made);
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

    /** Whether scenarios of today tell it; those of older versions stay, whatever scenarios there are. */
    boolean isOfTheNewestVersion() {
        return isOf(FoldVersions.KNOWN.newest());
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

    private void mustHold(List<String> made) {
        List<String> held = read();
        if (!held.equals(made)) {
            throw new AssertionError(new GoldenDifference(held, made).inWords(toString()) + "\n" + howTo());
        }
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + path + " to be writable", e);
        }
    }

    private boolean isOf(int foldVersion) {
        return GoldenReader.plays(read()).stream().allMatch(play -> play.foldVersion() == foldVersion);
    }

    private static String howTo() {
        return "To accept: run the tests of topology-tests once with -D" + ACCEPT + "=true (docs/cases.md has the"
                + " command), then look at each line\nof `git diff topology-tests/" + FOLDER + "`."
                + " A history that was released is never edited: if the same inputs come to\nsomething else, it is a new"
                + " fold version, because an engine of the old version and one of the new would make different"
                + "\nstates of one log (INV-44).";
    }
}
