package io.sessionfold.tests.dsl;

import io.sessionfold.contract.DeadlineKind;

/** A lapse between the timer that writes it and the fold that reads it. */
public record Lapse(String text, boolean leaves, DeadlineKind kind, String subjectId, String sessionAlias)
        implements Happening {

    static Lapse leaving(DeadlineKind kind, String subjectId) {
        return new Lapse(
                "lapseLeaves(" + Symbol.of(kind) + ", \"" + subjectId + "\")",
                true,
                kind,
                subjectId,
                EventToWrite.SESSION);
    }

    static Lapse arriving(DeadlineKind kind, String subjectId) {
        return new Lapse(
                "lapseArrives(" + Symbol.of(kind) + ", \"" + subjectId + "\")",
                false,
                kind,
                subjectId,
                EventToWrite.SESSION);
    }

    /** Is about another session than the first one given. */
    public Lapse in(String session) {
        return new Lapse(text + ".in(\"" + session + "\")", leaves, kind, subjectId, session);
    }

    @Override
    public void happenIn(Performance performance) {
        if (leaves) {
            performance.lapseLeaves(this);
        } else {
            performance.lapseArrives(this);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
