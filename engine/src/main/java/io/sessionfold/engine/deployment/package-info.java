/** The workers of a deployment, the runs that rest on them, and the pure fold that fails those when a worker dies. */
@NullMarked
package io.sessionfold.engine.deployment;

import org.jspecify.annotations.NullMarked;
