package io.sessionfold.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.WorkerEvent;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.driver.Driver;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.driver.Recording;
import io.sessionfold.tests.driver.Replay;
import io.sessionfold.tests.driver.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A driver whose plays are held against the golden history of their scenario. Each play has tenants of its own, so that
 * all histories can stand in one topic.
 */
public final class RecordedDriver implements Driver, AfterEachCallback {

    private final Driver driver;
    private final GoldenFile file;
    private final List<List<LogEntry>> plays = new ArrayList<>();

    public RecordedDriver(Driver driver, GoldenFile file) {
        this.driver = driver;
        this.file = file;
    }

    @Override
    public String name() {
        return driver.name();
    }

    @Override
    public Stage begin() {
        // The hash of a text is the same on every machine.
        String suffix = "-" + Integer.toHexString((file.name() + "#" + plays.size()).hashCode());
        List<LogEntry> play = new ArrayList<>();
        plays.add(play);
        return new RecordedStage(driver.begin(), suffix, play);
    }

    /** A scenario that failed has no history yet. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            file.mustBe(plays);
            mustBeWhatStandsInTheFile();
        }
    }

    /** A text that loses a byte of the log would be another history. */
    private void mustBeWhatStandsInTheFile() {
        List<List<LogEntry>> read =
                GoldenReader.plays(file.read()).stream().map(GoldenReader::log).toList();
        for (int play = 0; play < plays.size(); play++) {
            assertThat(Replay.of(read.get(play)).sessions())
                    .as("what the inputs in %s come to", file)
                    .isEqualTo(Replay.of(plays.get(play)).sessions());
        }
    }

    private record RecordedStage(Stage stage, String suffix, List<LogEntry> play) implements Stage {

        @Override
        public Day day() {
            return stage.day();
        }

        @Override
        public String tenant(String alias) {
            return stage.tenant(alias) + suffix;
        }

        @Override
        public void append(LifecycleEvent event, long recordTimeMs) {
            stage.append(event, recordTimeMs);
        }

        @Override
        public void append(WorkerEvent event, long recordTimeMs) {
            stage.append(event, recordTimeMs);
        }

        @Override
        public void timePassesTo(long nowMs) {
            stage.timePassesTo(nowMs);
        }

        @Override
        public Recording recording() {
            return stage.recording();
        }

        @Override
        public void close() {
            play.addAll(stage.recording().log());
            stage.close();
        }
    }
}
