package io.sessionfold.tests.golden;

import io.sessionfold.tests.driver.Stage;
import io.sessionfold.tests.golden.GoldenReader.Input;
import java.util.List;

/** All golden histories one after the other, as one log of many tenants. */
public final class GoldenLog {

    private GoldenLog() {}

    /** Writes it to a stage on which time stands. */
    public static void appendTo(Stage stage) {
        for (GoldenFile file : GoldenFile.all()) {
            for (List<Input> play : GoldenReader.plays(file.read())) {
                for (Input input : play) {
                    stage.tenant(input.event().getTenantId());
                    stage.append(input.event(), input.recordTimeMs());
                }
            }
        }
    }
}
