package io.sessionfold.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.CommandType;
import io.sessionfold.engine.session.Output.CommandIssued;
import io.sessionfold.engine.session.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** INV-36: the runs of a session are told to start in the order of their admission, each with a higher token. */
final class StartOrderLaw implements StepLaw {

    private final Map<SessionKey, SortedSet<Long>> tokens = new HashMap<>();

    @Override
    public void check(FoldedStep step) {
        SessionKey key = step.event().envelope().key();
        for (CommandIssued command : step.outputs(CommandIssued.class)) {
            if (command.type() == CommandType.START_RUN) {
                long token = Objects.requireNonNull(command.fencingToken(), "fencingToken");
                SortedSet<Long> started = tokens.computeIfAbsent(key, unused -> new TreeSet<>());
                // Who was told before may be told again, after a phase in which nothing runs.
                if (!started.contains(token) && !started.isEmpty()) {
                    assertThat(token).as("the token of %s", command).isGreaterThan(started.last());
                }
                started.add(token);
            }
        }
        if (step.dropped()) {
            tokens.remove(key);
        }
    }
}
