/** The deployment fold, law by law. */
@NullMarked
package io.sessionfold.engine.deployment;

import org.jspecify.annotations.NullMarked;
