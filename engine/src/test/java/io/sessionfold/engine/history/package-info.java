/** Tests of the history index and of what answers from it. */
@NullMarked
package io.sessionfold.engine.history;

import org.jspecify.annotations.NullMarked;
