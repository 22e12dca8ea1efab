package io.sessionfold.engine.verify;

import io.sessionfold.contract.ApplicationState;
import io.sessionfold.contract.DeploymentState;
import io.sessionfold.contract.RetryGuards;
import io.sessionfold.contract.SessionState;
import io.sessionfold.engine.codec.StoredRecords;
import io.sessionfold.engine.store.StoreNames;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * The states of one store, which are compared by their bytes: equal ones have equal bytes.
 *
 * @param store whose changelog they stand in
 * @param lastOffset of the last event that a state has folded; -1 where a state does not say
 */
record StateForm<T extends SpecificRecord>(
        String store, String noun, StoredRecords<T> records, ToLongFunction<T> lastOffset) {

    static StateForm<SessionState> sessions() {
        return new StateForm<>(StoreNames.SESSIONS, "state", StoredRecords.sessions(), SessionState::getOffset);
    }

    static StateForm<RetryGuards> guards() {
        return new StateForm<>(StoreNames.RETRY_GUARDS, "retry guards", StoredRecords.guards(), guards -> -1);
    }

    static StateForm<DeploymentState> deployments() {
        return new StateForm<>(StoreNames.DEPLOYMENTS, "deployment", StoredRecords.deployments(), deployment -> -1);
    }

    static StateForm<ApplicationState> applications() {
        return new StateForm<>(
                StoreNames.APPLICATIONS,
                "application",
                StoredRecords.applications(),
                application -> application.getPosition().getOffset());
    }

    /** The offset of the last event that a stored state has folded; -1 where it does not say, or cannot be read. */
    long offset(byte[] state) {
        try {
            return lastOffset.applyAsLong(records.read(state));
        } catch (RuntimeException unreadable) {
            // Whatever a hand may have written there; that it differs is said where it is compared.
            return -1;
        }
    }

    /** Which fields of two states differ. */
    FieldDifferences.Sides differences(byte[] expected, byte[] actual) {
        try {
            return FieldDifferences.between(records.read(expected), records.read(actual));
        } catch (RuntimeException unreadable) {
            return new FieldDifferences.Sides(
                    expected.length + " bytes", "it cannot be read: " + unreadable.getMessage());
        }
    }
}
