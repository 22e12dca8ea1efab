/** Tests of the stores. */
@NullMarked
package io.sessionfold.engine.store;

import org.jspecify.annotations.NullMarked;
