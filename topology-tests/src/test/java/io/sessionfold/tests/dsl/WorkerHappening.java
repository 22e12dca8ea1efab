package io.sessionfold.tests.dsl;

import org.apache.avro.specific.SpecificRecord;

/** A happening that writes one worker event. */
public interface WorkerHappening extends Happening {

    String deploymentId();

    SpecificRecord payload();

    @Override
    default void happenIn(Performance performance) {
        performance.write(this);
    }
}
