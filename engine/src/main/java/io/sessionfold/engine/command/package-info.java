/** Commands: from a request to an event, into the log, and back with what the fold decided. */
@NullMarked
package io.sessionfold.engine.command;

import org.jspecify.annotations.NullMarked;
