/** The producer of events against Kafka's own double of a producer. */
@NullMarked
package io.sessionfold.client.events;

import org.jspecify.annotations.NullMarked;
