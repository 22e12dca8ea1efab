/** Replays: of logs in memory, and of a broker's. */
@NullMarked
package io.sessionfold.tests.replay;

import org.jspecify.annotations.NullMarked;
