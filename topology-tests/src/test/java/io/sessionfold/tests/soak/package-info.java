/** Programs that look at what an engine takes of its machine: over a long time, and with many sessions. */
@NullMarked
package io.sessionfold.tests.soak;

import org.jspecify.annotations.NullMarked;
