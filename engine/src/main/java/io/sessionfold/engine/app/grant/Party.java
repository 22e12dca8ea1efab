package io.sessionfold.engine.app.grant;

import java.util.Locale;

/** Somebody who speaks with Kafka about sessions, and who ought to have a principal of its own. */
public enum Party {
    ENGINE("folds the log, answers, and keeps its stores; the topics are there already"),
    PRODUCER("writes the events of sessions, such as a gateway"),
    WORKER("writes the events of workers, and obeys commands"),
    CONTROLLER("writes the events of applications, and obeys commands"),
    CONSUMER("reads what became of sessions, of every tenant; a consumer group of its own has to be granted beside"),
    LOADER("load: writes events, and reads back where it ended"),
    AUDITOR("verify and replay: reads everything and writes nothing"),
    ARCHIVIST("checkpoint: reads what an auditor reads, and writes checkpoints"),
    OPERATOR("topics, topics --create, fold-version, and tail of dead letters");

    private final String meaning;

    Party(String meaning) {
        this.meaning = meaning;
    }

    /** What it is called on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does. */
    public String meaning() {
        return meaning;
    }

    /** What it is called in Kafka, unless somebody says otherwise. */
    public String principal() {
        return "User:sessionfold-" + label();
    }
}
