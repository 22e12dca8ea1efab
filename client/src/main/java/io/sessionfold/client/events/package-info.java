/** What gateways, controllers and workers write: events into Kafka, keyed, framed and numbered as the contract has it. */
@NullMarked
package io.sessionfold.client.events;

import org.jspecify.annotations.NullMarked;
