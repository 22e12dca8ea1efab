/** Rules about the engine as a whole. */
@NullMarked
package io.sessionfold.engine;

import org.jspecify.annotations.NullMarked;
