package io.sessionfold.engine.session;

import java.util.List;

/**
 * The meanings of a history that an engine knows: every one that there ever was, because a log keeps its old events, and
 * each is folded with the version that was in force where it stands (INV-44). Immutable.
 */
public final class FoldVersions {

    /** The version of a log in which none has begun yet. */
    public static final int FIRST = 1;

    /** What this engine knows. */
    public static final FoldVersions KNOWN = of(new SessionFold(FIRST));

    private final List<Fold> folds;

    private FoldVersions(List<Fold> folds) {
        this.folds = folds;
    }

    /** Versions in order, from the first on and without a gap; anything else is an error. */
    public static FoldVersions of(Fold... folds) {
        for (int i = 0; i < folds.length; i++) {
            if (folds[i].version() != FIRST + i) {
                throw new IllegalArgumentException("Expected fold versions to follow each other from " + FIRST
                        + " on, but number " + (i + 1) + " was version " + folds[i].version());
            }
        }
        if (folds.length == 0) {
            throw new IllegalArgumentException("Expected at least fold version " + FIRST + ", but there was none");
        }
        return new FoldVersions(List.of(folds));
    }

    /** Whether a version is among them. */
    public boolean know(int version) {
        return version >= FIRST && version <= newest();
    }

    /** The meaning of a version; one that is not among them is an {@link UnknownFoldVersionException}. */
    public Fold at(int version) {
        if (!know(version)) {
            throw new UnknownFoldVersionException(
                    "Expected the log to be in a fold version up to %d, which is all that this engine knows, but it is in version %d; start a newer release"
                            .formatted(newest(), version));
        }
        return folds.get(version - FIRST);
    }

    /** The highest version. */
    public int newest() {
        return FIRST + folds.size() - 1;
    }
}
