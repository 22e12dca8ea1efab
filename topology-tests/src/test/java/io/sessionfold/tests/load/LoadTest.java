package io.sessionfold.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.tests.live.LiveTopics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances, a hundred clients, one instance killed and another restarted. {@code -Dsessionfold.load.seconds=…} makes
 * it longer, {@code -Dsessionfold.load.seed=…} repeats the choices of the clients, and
 * {@code -Dsessionfold.load.answers.file=…} keeps every answer.
 */
final class LoadTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "INV-2, INV-7, INV-13, INV-36, INV-37, INV-38, INV-41: no answer is wrong while an instance is killed and"
                    + " another one restarted under load")
    void noAnswerIsWrongWhileAnInstanceIsKilledAndAnotherOneRestarted() throws Exception {
        LoadPlan plan = LoadPlan.ofProperties();
        Recorder recorder = new Recorder();
        try (LoadCluster cluster = LoadCluster.start(folder);
                Gateway gateway = cluster.gateway(recorder);
                LiveTopics topics = cluster.topics()) {
            new LoadRun(plan, cluster, recorder, gateway).run();
            List<String> metrics = cluster.readAll(topics);
            assertThat(cluster.verified().findings()).isEmpty();
            LoadVerdict verdict = new LoadVerdict(topics, recorder, metrics);
            String file = System.getProperty("sessionfold.load.answers.file");
            if (file != null) {
                AnswerFile.write(Path.of(file), recorder.answers());
            }
            System.out.println(new Summary(plan, recorder.answers(), verdict.freshness()));
            Violations violations = verdict.violations();
            assertThat(violations.counts()).as(violations.toString()).isEmpty();
        }
    }
}
