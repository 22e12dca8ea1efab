/** Loading recorded input into the events topic: traces become the events that gateways would have written. */
@NullMarked
package io.sessionfold.engine.load;

import org.jspecify.annotations.NullMarked;
