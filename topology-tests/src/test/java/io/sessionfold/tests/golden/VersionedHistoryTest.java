package io.sessionfold.tests.golden;

import static io.sessionfold.tests.dsl.Words.given;
import static io.sessionfold.tests.dsl.Words.runErrored;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static io.sessionfold.tests.dsl.Words.timePassesTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.PureFold;
import io.sessionfold.tests.versions.ImpatientFold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Histories that were recorded in one version, folded by an engine that knows another beside it. */
final class VersionedHistoryTest {

    @Test
    @DisplayName("INV-44: a history comes to the same for ever in the version that it was recorded in")
    void aHistoryStaysWhatItWasInItsVersion() {
        List<String> first = GoldenLines.of(FoldVersions.KNOWN, 1, List.of(log()));
        List<String> second = GoldenLines.of(ImpatientFold.TWO, 2, List.of(log()));

        assertThat(GoldenLines.again(ImpatientFold.TWO, first)).isEqualTo(first);
        assertThat(GoldenLines.again(ImpatientFold.TWO, second)).isEqualTo(second);
        assertThat(GoldenReader.plays(second).get(0).inputs())
                .isEqualTo(GoldenReader.plays(first).get(0).inputs());
        assertThat(second.subList(1, second.size())).isNotEqualTo(first.subList(1, first.size()));
    }

    @Test
    @DisplayName("INV-44: the golden histories come to the same on an engine that knows a newer version too")
    void everyGoldenHistoryStaysWhatItWas() {
        for (GoldenFile file : GoldenFile.all()) {
            assertThat(GoldenLines.again(ImpatientFold.TWO, file.read()))
                    .as(file.name())
                    .isEqualTo(file.read());
        }
    }

    private static List<LogEntry> log() {
        List<LogEntry> log = new ArrayList<>();
        given(session("s-1").withErrorGraceMs(15_000))
                .has(runStarted("r-1"), runErrored("r-1", "RATE_LIMIT"), timePassesTo("10:01"))
                .then(moment -> log.addAll(moment.recording().log()))
                .on(new PureFold());
        return log;
    }
}
