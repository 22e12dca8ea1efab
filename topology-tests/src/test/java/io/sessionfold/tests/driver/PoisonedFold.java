package io.sessionfold.tests.driver;

import io.sessionfold.engine.session.Fold;
import io.sessionfold.engine.session.FoldOutcome;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.RecordedEvent;
import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first fold version with a bug. An event whose id begins with {@code poison-n-} fails n times and is repaired then;
 * all others are folded as ever.
 */
public final class PoisonedFold implements Fold {

    private static final Pattern POISON = Pattern.compile("poison-(\\d+)-.*");

    private final Fold healthy = FoldVersions.KNOWN.at(FoldVersions.FIRST);
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** What an engine knows whose first version has the bug. */
    public static FoldVersions versions() {
        return FoldVersions.of(new PoisonedFold());
    }

    @Override
    public int version() {
        return healthy.version();
    }

    @Override
    public FoldOutcome evolve(@Nullable Session before, RetryGuards guards, RecordedEvent event) {
        Matcher poison = POISON.matcher(event.envelope().eventId());
        if (poison.matches()) {
            String name = event.envelope().key() + " " + event.position();
            if (failures.merge(name, 1, Integer::sum) <= Integer.parseInt(poison.group(1))) {
                throw new ArithmeticException("Expected a fold without bugs, but it fails on " + name);
            }
        }
        return healthy.evolve(before, guards, event);
    }
}
