package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Output.RowChanged;
import io.sessionfold.engine.session.SessionKey;
import java.util.HashMap;
import java.util.Map;

/**
 * INV-3, INV-4: the versions of sessions-changed have no gap and never go back, over resets, deletions and creations of the
 * same key, until its gravestone goes.
 */
final class VersionLaw implements StepLaw {

    private final Map<SessionKey, Long> versions = new HashMap<>();

    @Override
    public void check(FoldedStep step) {
        SessionKey key = step.event().envelope().key();
        for (RowChanged changed : step.outputs(RowChanged.class)) {
            assertThat(changed.row().stateVersion())
                    .as("stateVersion of %s", key)
                    .isEqualTo(versions.merge(key, 1L, Long::sum));
        }
        if (step.dropped()) {
            versions.remove(key);
        }
    }
}
