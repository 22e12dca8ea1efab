package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.CommandType;
import io.sessionfold.engine.session.Output.CommandIssued;
import io.sessionfold.engine.session.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** INV-36: the runs of a session are told to start in the order of their admission, each with a higher token. */
final class StartOrderLaw implements StepLaw {

    private final Map<SessionKey, Long> tokens = new HashMap<>();

    @Override
    public void check(FoldedStep step) {
        SessionKey key = step.event().envelope().key();
        for (CommandIssued command : step.outputs(CommandIssued.class)) {
            if (command.type() == CommandType.START_RUN) {
                long token = Objects.requireNonNull(command.fencingToken(), "fencingToken");
                assertThat(token).as("the token of %s", command).isGreaterThan(tokens.getOrDefault(key, 0L));
                tokens.put(key, token);
            }
        }
        if (step.dropped()) {
            tokens.remove(key);
        }
    }
}
