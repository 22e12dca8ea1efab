/** The engine on a real broker: embedded, with its data in a folder that goes with the test. */
@NullMarked
package io.sessionfold.tests.live;

import org.jspecify.annotations.NullMarked;
