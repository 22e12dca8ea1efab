package io.sessionfold.engine.verify;

import io.sessionfold.contract.ApplicationState;
import io.sessionfold.contract.DeploymentState;
import io.sessionfold.contract.RetryGuards;
import io.sessionfold.contract.SessionState;
import io.sessionfold.engine.codec.StoredRecords;
import io.sessionfold.engine.store.StoreNames;

/** The states of one store, which are compared by their bytes: equal ones have equal bytes. */
interface StateForm {

    static StateForm sessions() {
        return new RecordForm<SessionState>(
                StoreNames.SESSIONS, "state", StoredRecords.sessions(), SessionState::getOffset);
    }

    static StateForm guards() {
        return new RecordForm<RetryGuards>(
                StoreNames.RETRY_GUARDS, "retry guards", StoredRecords.guards(), guards -> -1);
    }

    static StateForm parked() {
        return new ParkedForm();
    }

    static StateForm deployments() {
        return new RecordForm<DeploymentState>(
                StoreNames.DEPLOYMENTS, "deployment", StoredRecords.deployments(), deployment -> -1);
    }

    static StateForm applications() {
        return new RecordForm<ApplicationState>(
                StoreNames.APPLICATIONS,
                "application",
                StoredRecords.applications(),
                application -> application.getPosition().getOffset());
    }

    /** The store in whose changelog they stand. */
    String store();

    /** What one is called in a sentence. */
    String noun();

    /** What stands under a stored key, in characters; another one for each key that an engine writes. */
    String name(byte[] key);

    /** Whose state it is. */
    String recordKey(String name);

    /** The offset of the last event that a stored state has folded; -1 where it does not say, or cannot be read. */
    long offset(byte[] state);

    /** Which fields of two states differ. */
    FieldDifferences.Sides differences(byte[] expected, byte[] actual);
}
