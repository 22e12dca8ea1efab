package io.sessionfold.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.DriverKind;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.golden.GoldenReader.Play;
import io.sessionfold.tests.junit.ScenarioTest;
import io.sessionfold.tests.live.RestingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** T18: the golden histories, folded again from their files into an empty engine: what was written once means the same. */
final class GoldenHistoriesTest {

    @TestFactory
    @DisplayName("INV-44: the inputs of a golden history come to its states, outputs and digests")
    Stream<DynamicTest> everyHistoryComesToWhatItSays() {
        return GoldenFile.all().stream().map(file -> DynamicTest.dynamicTest(file.name(), file::mustStillBe));
    }

    @ScenarioTest(on = DriverKind.TOPOLOGY)
    @DisplayName("INV-44, INV-45: the topology comes to the states, outputs and digests of the golden histories")
    void theTopologyComesToTheSame(Driver driver) {
        try (Stage stage = driver.begin()) {
            mustComeToTheSame(stage);
        }
    }

    @Test
    @DisplayName("INV-44, INV-45: a real engine comes to the states, outputs and digests of the golden histories")
    void aRealEngineComesToTheSame() {
        try (RestingEngine engine = RestingEngine.start();
                Stage stage = engine.stage()) {
            mustComeToTheSame(stage);
        }
    }

    @Test
    void everyHistoryHasItsScenario() {
        List<GoldenFile> told = NamedCases.goldenFiles();
        List<GoldenFile> untold = GoldenFile.all().stream()
                .filter(GoldenFile::isOfTheNewestVersion)
                .filter(file -> !told.contains(file))
                .toList();
        if (GoldenFile.isAccepting()) {
            untold.forEach(GoldenFile::delete);
        } else {
            assertThat(untold)
                    .as("histories that no scenario tells any more; they go when the histories are accepted anew")
                    .isEmpty();
        }
    }

    /** All histories of the first version in one topic; time stands, so that nothing lapses but what the histories say. */
    private static void mustComeToTheSame(Stage stage) {
        Map<SessionKey, GoldenFile> files = new TreeMap<>();
        List<LogEntry> all = new ArrayList<>();
        for (GoldenFile file : GoldenFile.ofTheFirstVersion()) {
            for (Play play : GoldenReader.plays(file.read())) {
                for (LogEntry entry : GoldenReader.log(play)) {
                    SessionKey key = entry.event().envelope().key();
                    assertThat(files.computeIfAbsent(key, first -> file))
                            .as("the one history of %s", key)
                            .isEqualTo(file);
                    all.add(entry);
                }
            }
        }
        GoldenLog.appendTo(stage);
        assertThat(all).as("golden inputs").isNotEmpty();
        Recording recording = stage.recording();
        Replay replay = Replay.of(all);
        SortedMap<SessionKey, List<String>> golden = CanonicalEnds.of(all, replay.outputs(), replay.sessions());
        SortedMap<SessionKey, List<String>> live =
                CanonicalEnds.of(recording.log(), recording.outputs(), recording.sessions());
        golden.forEach((key, lines) -> {
            List<String> found = live.getOrDefault(key, List.of());
            if (!found.equals(lines)) {
                throw new AssertionError("Expected " + key + " to come to what stands in " + files.get(key)
                        + ", but it came to something else" + new GoldenDifference(lines, found).lines());
            }
        });
        assertThat(live.keySet()).isEqualTo(golden.keySet());
        assertThat(recording.missing()).as("records without a decision").isZero();
    }
}
