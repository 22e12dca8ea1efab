/** What goes wrong around the engine: garbage on the wire, and instances that leave in the middle of a load. */
@NullMarked
package io.sessionfold.tests.faults;

import org.jspecify.annotations.NullMarked;
