package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.golden.GoldenReader.Play;
import java.util.ArrayList;
import java.util.List;

/** The lines of a golden file: before each play its number, and the fold version that it was recorded in. */
final class GoldenLines {

    private GoldenLines() {}

    /** Plays that are recorded in one fold version. */
    static List<String> of(FoldVersions folds, int foldVersion, List<List<LogEntry>> plays) {
        List<String> lines = new ArrayList<>();
        for (int play = 0; play < plays.size(); play++) {
            lines.addAll(play(folds, foldVersion, play + 1, plays.get(play)));
        }
        return lines;
    }

    /** What the inputs of a file come to, each play in the version that it was recorded in. */
    static List<String> again(FoldVersions folds, List<String> recorded) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Play play : GoldenReader.plays(recorded)) {
            number++;
            lines.addAll(play(folds, play.foldVersion(), number, GoldenReader.log(play)));
        }
        return lines;
    }

    private static List<String> play(FoldVersions folds, int foldVersion, int number, List<LogEntry> log) {
        List<String> lines = new ArrayList<>();
        lines.add(JsonNodeFactory.instance
                .objectNode()
                .put(GoldenReader.PLAY, number)
                .put(GoldenReader.FOLD_VERSION, foldVersion)
                .toString());
        lines.addAll(GoldenWriter.lines(folds, foldVersion, log));
        return lines;
    }
}
