package io.sessionfold.engine.codec;

import io.sessionfold.contract.ApplicationState;
import io.sessionfold.contract.DeploymentState;
import io.sessionfold.contract.RetryGuards;
import io.sessionfold.contract.SessionState;
import org.apache.avro.specific.SpecificRecord;

/**
 * Stored values as the records that they were written as: for whoever shows or compares them field by field. Not
 * thread-safe.
 */
public final class StoredRecords<T extends SpecificRecord> {

    private final StateFormat<T> format;

    private StoredRecords(StateFormat<T> format) {
        this.format = format;
    }

    public static StoredRecords<SessionState> sessions() {
        return new StoredRecords<>(new StateFormat<>(SessionState.class, SessionState.getClassSchema()));
    }

    public static StoredRecords<RetryGuards> guards() {
        return new StoredRecords<>(new StateFormat<>(RetryGuards.class, RetryGuards.getClassSchema()));
    }

    public static StoredRecords<DeploymentState> deployments() {
        return new StoredRecords<>(new StateFormat<>(DeploymentState.class, DeploymentState.getClassSchema()));
    }

    public static StoredRecords<ApplicationState> applications() {
        return new StoredRecords<>(new StateFormat<>(ApplicationState.class, ApplicationState.getClassSchema()));
    }

    /** The record in a stored value; anything else is an error of any runtime type. */
    public T read(byte[] value) {
        return format.read(value);
    }
}
