package io.sessionfold.tests.random;

import java.util.List;
import java.util.stream.Stream;

/** The laws of one step: each looks at a single step of a history, from both sides. */
final class StepLaws {

    private StepLaws() {}

    /** All of them, for the steps of one history in their order: some remember what was before. */
    static List<StepLaw> all() {
        return Stream.of(
                        MarkLaws.ALL,
                        RowLaws.ALL,
                        RunLaws.ALL,
                        PhaseLaws.ALL,
                        TimeLaws.ALL,
                        BoundLaws.all(),
                        List.of(new GuardLaw(), new VersionLaw(), new StartOrderLaw(), new OutcomeLaw()))
                .flatMap(List::stream)
                .toList();
    }
}
