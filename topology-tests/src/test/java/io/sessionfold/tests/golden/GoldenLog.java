package io.sessionfold.tests.golden;

import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.golden.GoldenReader.Input;
import io.sessionfold.tests.golden.GoldenReader.Play;

/** All golden histories of the first fold version one after the other, as one log of many tenants. */
public final class GoldenLog {

    private GoldenLog() {}

    /** Writes it to a stage on which time stands. */
    public static void appendTo(Stage stage) {
        for (GoldenFile file : GoldenFile.ofTheFirstVersion()) {
            for (Play play : GoldenReader.plays(file.read())) {
                for (Input input : play.inputs()) {
                    stage.tenant(input.event().getTenantId());
                    stage.append(input.event(), input.recordTimeMs());
                }
            }
        }
    }
}
