/** One machine's Kafka and schema registry, embedded. */
@NullMarked
package io.sessionfold.local;

import org.jspecify.annotations.NullMarked;
