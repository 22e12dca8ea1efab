/**
 * The contract: every record that goes over a topic, generated from {@code src/main/avro}. Not null-marked, because
 * Avro's generator writes no annotations: a field that is nullable in its schema is nullable here.
 */
package io.sessionfold.contract;
