/** The state stores: their names, their builders, and who may read and who may write. */
@NullMarked
package io.sessionfold.engine.store;

import org.jspecify.annotations.NullMarked;
