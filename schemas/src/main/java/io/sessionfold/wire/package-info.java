/** Avro records in Confluent's wire format. */
@NullMarked
package io.sessionfold.wire;

import org.jspecify.annotations.NullMarked;
